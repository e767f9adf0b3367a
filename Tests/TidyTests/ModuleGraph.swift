// SPDX-License-Identifier: Apache-2.0

/// Who may import whom: the table of ARCHITECTURE.md, section "Rooms".
///
/// Two rules fall out of it. Deploy does not know the AWS client, only the seam to it; and the
/// engine does not know rollouts: it is a Lambda, not one that is kind to Sluice.
enum ModuleGraph {
    /// What any room may import: the C library and the standard library's own modules.
    static let free: Set<String> = ["Glibc", "Synchronization", "SwiftOverlayShims"]

    /// Room → what it may import beside `free`.
    static let table: [String: Set<String>] = [
        "SluiceBase": [],
        "SluiceStats": ["SluiceBase"],
        "SluiceCore": ["SluiceBase", "SluiceStats"],
        "SluiceWire": ["SluiceBase", "FoundationEssentials"],
        "SluiceModel": ["SluiceBase", "SluiceWire"],
        "SluiceHTTP": ["SluiceBase", "NIOCore", "NIOPosix", "NIOHTTP1", "Logging"],
        "SluiceProcess": ["SluiceBase", "CSluiceSpawn", "SystemPackage", "Dispatch"],
        "SluiceZip": ["CSluiceZlib", "SystemPackage"],
        "SluiceProject": [
            "SluiceBase", "SluiceCore", "SluiceZip", "SluiceProcess", "Yams", "Crypto",
            "Foundation",
        ],
        "SluiceAWS": [
            "SluiceBase", "SluiceWire", "SluiceProcess", "AsyncHTTPClient", "NIOCore", "NIOHTTP1",
            "NIOPosix", "NIOSSL", "Crypto", "SystemPackage", "Logging", "FoundationEssentials",
        ],
        "SluiceDeploy": [
            "SluiceBase", "SluiceCore", "SluiceWire", "SluiceProcess", "Logging",
            "ServiceLifecycle", "SystemPackage", "Crypto", "FoundationEssentials",
        ],
        "SluiceEngine": [
            "SluiceBase", "SluiceWire", "SluiceModel", "SluiceZip", "SluiceHTTP", "SluiceProcess",
            "NIOCore", "NIOPosix", "NIOHTTP1", "GRDB", "Crypto", "ServiceLifecycle", "Logging",
            "SystemPackage", "FoundationEssentials",
        ],
        "SluiceCommands": [
            "SluiceBase", "SluiceStats", "SluiceCore", "SluiceWire", "SluiceModel", "SluiceHTTP",
            "SluiceProcess", "SluiceZip", "SluiceProject", "SluiceAWS", "SluiceDeploy",
            "SluiceEngine", "ArgumentParser", "Logging", "ServiceLifecycle", "SystemPackage",
            "Foundation", "FoundationEssentials",
        ],
        "sluice": ["SluiceCommands"],
        "SluiceTrials": ["SluiceBase", "SluiceStats"],
        "SluiceSimulation": [
            "SluiceBase", "SluiceCore", "SluiceWire", "SluiceModel", "SluiceDeploy",
        ],
        "SluiceSwarm": ["SluiceSimulation"],
    ]

    /// The imports of a room's file that the table does not allow.
    static func findings(in file: SourceFile) -> [Finding] {
        guard file.isSource else { return [] }
        guard let allowed = table[file.target] else {
            return [
                Finding(
                    path: file.path,
                    line: 1,
                    rule: "\(file.target) is not in the import table",
                    instead: "add its row to ModuleGraph.swift and to ARCHITECTURE.md"
                )
            ]
        }
        return file.code.indices.compactMap { index in
            guard let module = importedModule(of: file.code[index]),
                !allowed.contains(module), !free.contains(module)
            else { return nil }
            return Finding(
                path: file.path,
                line: index + 1,
                rule: "\(file.target) may not import \(module)",
                instead: "see the import table in ARCHITECTURE.md; pass what you need in"
            )
        }
    }

    /// `NIOCore` of `public import struct NIOCore.ByteBuffer`; nil when the line imports nothing.
    static func importedModule(of line: String) -> String? {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard let keyword = words.firstIndex(of: "import"), keyword <= 3,
            words[..<keyword].allSatisfy({ $0.hasPrefix("@") || levels.contains(String($0)) })
        else { return nil }
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
        ]
        return words[(keyword + 1)...].first { !kinds.contains($0) }
            .map { String($0.prefix { $0 != "." && $0 != ";" }) }
    }

    private static let levels: Set<String> = [
        "public", "package", "internal", "fileprivate", "private",
    ]
}
