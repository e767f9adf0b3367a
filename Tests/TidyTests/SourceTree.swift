// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The checkout, read once.
enum SourceTree {
    /// The folder that holds `Package.swift`.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every text file that people write, sorted by path.
    static let files: [SourceFile] = paths.compactMap { path in
        guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else {
            return nil  // Not text: an archive among the fixtures.
        }
        return SourceFile(path: path, text: text)
    }

    static let swiftFiles = files.filter { $0.isSource || $0.isTest }
    static let pages = files.filter { $0.path.hasSuffix(".md") }

    /// Whether a file or a folder is there; `path` is from the root.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    private static let endings = ["swift", "md", "py", "c", "h", "yaml", "mjs", "js"]
    private static let skipped = ["Fixtures", "Snapshots", "__pycache__"]

    private static var paths: [String] {
        let tops = ["Sources", "Tests", "Scripts", "docs", "Examples", ".ci"]
        let atRoot = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        let pages = atRoot.filter {
            $0.hasSuffix(".md") || $0 == "Package.swift" || $0 == "Makefile"
        }
        return (pages + tops.flatMap(paths(under:))).sorted()
    }

    private static func paths(under top: String) -> [String] {
        let folder = FileManager.default.enumerator(atPath: root.appending(path: top).path)
        var found: [String] = []
        while let path = folder?.nextObject() as? String {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            if skipped.contains(name) {
                folder?.skipDescendants()
            } else if endings.contains(where: { name.hasSuffix(".\($0)") })
                || (["Scripts", ".ci"].contains(top) && !name.contains("."))
            {
                found.append("\(top)/\(path)")
            }
        }
        return found
    }
}
