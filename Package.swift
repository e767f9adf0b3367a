// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// The rooms of the house and who may use whom: ARCHITECTURE.md, section "Rooms", says why.
// `Tests/TidyTests` holds the import statements against that table.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let asyncHTTPClient = Target.Dependency.product(
    name: "AsyncHTTPClient",
    package: "async-http-client"
)
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func room(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], data: String? = nil) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        exclude: data.map { [$0] } ?? [],
        swiftSettings: settings
    )
}

let rooms: [Target] = [
    // Pure: no package, no I/O.
    room("SluiceBase"),
    room("SluiceStats", ["SluiceBase"]),
    room("SluiceCore", ["SluiceBase", "SluiceStats"]),
    room("SluiceWire", ["SluiceBase"]),
    room("SluiceModel", ["SluiceBase", "SluiceWire"]),
    // I/O.
    .target(name: "CSluiceSpawn"),
    .systemLibrary(
        name: "CSluiceZlib",
        pkgConfig: "zlib",
        providers: [.apt(["zlib1g-dev"])]
    ),
    room("SluiceHTTP", ["SluiceBase", nioCore, nioPosix, nioHTTP1, logging]),
    room("SluiceProcess", ["SluiceBase", "CSluiceSpawn", systemPackage]),
    room("SluiceZip", ["CSluiceZlib", systemPackage]),
    room(
        "SluiceProject",
        ["SluiceBase", "SluiceCore", "SluiceZip", "SluiceProcess", yams, crypto]
    ),
    room(
        "SluiceAWS",
        [
            "SluiceBase", "SluiceWire", "SluiceProcess", asyncHTTPClient, nioCore, nioPosix,
            nioHTTP1, nioSSL, crypto, systemPackage, logging,
        ]
    ),
    room(
        "SluiceDeploy",
        [
            "SluiceBase", "SluiceCore", "SluiceWire", "SluiceProcess", logging, lifecycle,
            systemPackage, crypto,
        ]
    ),
    room(
        "SluiceEngine",
        [
            "SluiceBase", "SluiceWire", "SluiceModel", "SluiceZip", "SluiceHTTP", "SluiceProcess",
            nioCore, nioPosix, nioHTTP1, grdb, crypto, lifecycle, logging, systemPackage,
        ],
        exclude: ["Workers/Bootstraps"]
    ),
    room(
        "SluiceCommands",
        [
            "SluiceBase", "SluiceStats", "SluiceCore", "SluiceWire", "SluiceModel", "SluiceHTTP",
            "SluiceProcess", "SluiceZip", "SluiceProject", "SluiceAWS", "SluiceDeploy",
            "SluiceEngine", argumentParser, logging, lifecycle, systemPackage,
        ]
    ),
    .executableTarget(
        name: "sluice",
        dependencies: ["SluiceCommands"],
        swiftSettings: settings
    ),
    // Measures what the judge promises.
    .executableTarget(
        name: "SluiceTrials",
        dependencies: ["SluiceBase", "SluiceStats"],
        swiftSettings: settings
    ),
    // Test support.
    room(
        "SluiceSimulation",
        ["SluiceBase", "SluiceCore", "SluiceWire", "SluiceModel", "SluiceDeploy"]
    ),
    // Measures how fast the simulation is.
    .executableTarget(
        name: "SluiceSwarm",
        dependencies: ["SluiceSimulation"],
        swiftSettings: settings
    ),
    // Tests.
    tests("BaseTests", ["SluiceBase"]),
    tests("StatsTests", ["SluiceBase", "SluiceStats"], data: "Fixtures"),
    tests("CoreTests", ["SluiceBase", "SluiceStats", "SluiceCore"], data: "Snapshots"),
    tests("WireTests", ["SluiceBase", "SluiceWire"], data: "Fixtures"),
    tests("ModelTests", ["SluiceBase", "SluiceWire", "SluiceModel"], data: "Fixtures"),
    tests("ProcessTests", ["SluiceBase", "SluiceProcess"]),
    tests("ZipTests", ["SluiceZip", systemPackage]),
    tests(
        "FuzzTests",
        [
            "SluiceWire", "SluiceModel", "SluiceHTTP", "SluiceZip", nioCore, nioEmbedded, nioHTTP1,
        ],
        data: "Corpus"
    ),
    tests("ProjectTests", ["SluiceBase", "SluiceCore", "SluiceZip", "SluiceProject"]),
    tests("AWSTests", ["SluiceBase", "SluiceWire", "SluiceAWS", logging], data: "Fixtures"),
    tests(
        "DeployTests",
        ["SluiceBase", "SluiceCore", "SluiceWire", "SluiceDeploy", systemPackage]
    ),
    tests(
        "EngineTests",
        [
            "SluiceBase", "SluiceWire", "SluiceModel", "SluiceEngine", "SluiceHTTP",
            "SluiceProcess",
            "SluiceZip", nioCore, nioPosix, nioHTTP1, logging,
        ]
    ),
    tests(
        "CommandsTests",
        [
            "SluiceBase", "SluiceStats", "SluiceCore", "SluiceWire", "SluiceProject",
            "SluiceDeploy", "SluiceEngine", "SluiceCommands", argumentParser,
        ],
        data: "Snapshots"
    ),
    tests(
        "SimulationTests",
        [
            "SluiceBase", "SluiceCore", "SluiceWire", "SluiceModel", "SluiceDeploy",
            "SluiceSimulation", systemPackage,
        ]
    ),
    tests("TidyTests", []),
]

let package = Package(
    name: "sluice",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: rooms
)
