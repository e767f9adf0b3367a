// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Reads again what once was interesting: `make fuzz` finds more.
@Suite struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Corpus")

    @Test(arguments: FuzzTarget.allCases)
    func `nothing in the corpus traps its reader`(target: FuzzTarget) throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder.appending(path: target.rawValue),
            includingPropertiesForKeys: nil
        )
        #expect(!files.isEmpty)
        for file in files { target.read([UInt8](try Data(contentsOf: file))) }
    }
}
