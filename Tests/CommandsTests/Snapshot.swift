// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A text that a person reads, kept in `Snapshots/`; `SLUICE_RECORD=1` writes it anew.
enum Snapshot {
    /// Compares a text with the one that is kept under this name.
    static func expect(
        _ text: String,
        _ name: String,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("Snapshots/\(name).txt")
        if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
            try Data((text + "\n").utf8).write(to: file)
        }
        let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text + "\n" == kept, sourceLocation: location)
    }
}
