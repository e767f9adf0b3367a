# SPDX-License-Identifier: Apache-2.0
"""Prints the manifest of the package that Scripts/fuzz builds; versions are those of Package.swift."""

import pathlib
import re
import sys

manifest = pathlib.Path(sys.argv[1]).read_text()
needed = ("swift-log", "swift-nio", "swift-system")
dependencies = [
    line.strip()
    for line in manifest.splitlines()
    if re.match(r'\s*\.package\(url: ".*/([^/"]+)"', line)
    and re.search(r'/([^/"]+)"', line[line.index("github"):]).group(1) in needed
]
settings = re.search(r"let settings: \[SwiftSetting\] = \[.*?\n\]\n", manifest, re.S).group(0)
print(f"""// swift-tools-version: 6.2
import PackageDescription

{settings}
func nio(_ name: String) -> Target.Dependency {{ .product(name: name, package: "swift-nio") }}
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {{
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}}

let package = Package(
    name: "fuzz",
    products: [.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"])],
    dependencies: [
        {chr(10).join(dependencies)}
    ],
    targets: [
        room("SluiceBase"),
        room("SluiceWire", ["SluiceBase"]),
        room("SluiceModel", ["SluiceBase", "SluiceWire"]),
        .systemLibrary(name: "CSluiceZlib", pkgConfig: "zlib"),
        room("SluiceZip", ["CSluiceZlib", system]),
        room("SluiceHTTP", ["SluiceBase", nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), logging]),
        room(
            "FuzzTargets",
            [
                "SluiceWire", "SluiceModel", "SluiceZip", "SluiceHTTP", nio("NIOCore"),
                nio("NIOEmbedded"), nio("NIOHTTP1"),
            ]
        ),
    ]
)""")
