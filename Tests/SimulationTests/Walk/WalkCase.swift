// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import Testing

@testable import SluiceSimulation

/// A deployment that machines walk over a shared bucket: what is there before, and how it begins.
struct WalkCase: Sendable, CustomTestStringConvertible {
    /// What begins it.
    enum Beginning: Sendable { case version, package, rollback }

    var name: String
    var beginning: Beginning
    /// How it ends when nothing goes wrong.
    var outcome: String
    /// The version that has all calls then.
    var served: Version

    var testDescription: String { name }

    static let version = WalkCase(
        name: "a version that someone published",
        beginning: .version,
        outcome: "promoted",
        served: Version(2)
    )
    static let all = [
        version,
        WalkCase(
            name: "a package that is published, behind a gate",
            beginning: .package,
            outcome: "promoted",
            served: Version(2)
        ),
        WalkCase(
            name: "a rollback step by step",
            beginning: .rollback,
            outcome: "rolledBack",
            served: Version(1)
        ),
    ]

    /// What the package's file holds, and its SHA-256 as Lambda says it.
    static let content = "new"
    private static let digest = "EVB6Di9eadXfpApiob17buV+a82FxnybhDGzb/8hxDc="

    /// What is there before the walk.
    func world(_ seed: UInt64 = 11, _ faults: FaultPlan = .none) throws -> SimWorld {
        var profile = SimWorld.Profile()
        profile.digests = [Self.content: Self.digest]
        let world = SimWorld(seed: seed, profile: profile, faults: faults)
        try world.deployFirst(code: "old")
        if beginning != .package {
            try world.publish(code: Self.content, isServed: beginning == .rollback)
        }
        return world
    }

    /// Begins on a machine whose sources lie in this folder.
    func begin(_ deployment: Deployment, in folder: String) async throws {
        switch beginning {
        case .rollback:
            _ = try await deployment.rollbackGradually(intent(folder), to: Version(1))
        case .version, .package: _ = try await deployment.deploy(intent(folder))
        }
    }

    private func intent(_ folder: String) -> Intent {
        let isPackage = beginning == .package
        let settings = FunctionSettings(
            runtime: "python3.12",
            handler: "app.handler",
            role: SimWorld.role,
            timeout: 10
        )
        let code = CodeReference(
            sha256: Self.digest,
            size: Self.content.utf8.count,
            path: "\(folder)/new.zip",
            source: "src/"
        )
        return Intent(
            environment: "production",
            function: SimWorld.function,
            alias: SimWorld.alias,
            code: isPackage ? code : nil,
            settings: isPackage ? settings : FunctionSettings(),
            candidate: beginning == .version ? Version(2) : nil,
            strategy: Strategy(
                name: "steps",
                shape: .steps([
                    Step(weight: .percent(20), bake: .seconds(4)),
                    Step(weight: .percent(50), bake: .seconds(3)),
                ])
            ),
            gates: [
                Gate(
                    name: "invoke",
                    check: .invoke(payload: .map([:]), expect: Expectation())
                )
            ]
        )
    }
}
