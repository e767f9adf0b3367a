// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceProject

/// A folder of a test's own, gone when the test ends.
final class Folder {
    let path: String

    init(_ files: [String: String] = [:]) throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("sluice-\(UUID().uuidString)")
        path = url.path
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, text) in files.sorted(by: { $0.key < $1.key }) { try write(text, to: name) }
    }

    deinit {
        // What stays behind lies in the system's temporary folder.
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String, isExecutable: Bool = false) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
        let mode = isExecutable ? 0o755 : 0o644
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/\(name)",
            withDestinationPath: target
        )
    }

    func touch(_ name: String, at seconds: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: seconds)],
            ofItemAtPath: "\(path)/\(name)"
        )
    }
}

/// The diagnostics of a project file, one a line; empty when it is in order.
func problems(_ yaml: String, in directory: String = "/nowhere") -> String {
    do throws(ProjectProblems) {
        _ = try ProjectFile.parse(yaml, directory: directory)
        return ""
    } catch {
        return error.description
    }
}

/// A project file whose only environment, staging, has these lines.
func staging(_ lines: String, function: String = "{ name: orders }") -> String {
    let block = lines.split(separator: "\n", omittingEmptySubsequences: false)
        .map { "    \($0)" }.joined(separator: "\n")
    return
        "version: 1\nfunction: \(function)\nenvironments:\n  staging:\n    alias: live\n\(block)\n"
}
