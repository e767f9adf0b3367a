// SPDX-License-Identifier: Apache-2.0
import Glibc

/// What a package leaves out: a few defaults and the lines of `.sluiceignore`.
///
/// The lines read as those of a `.gitignore` do.
/// A later line overrides an earlier one, `!` takes something in again; what lies in a directory
/// that is left out cannot be taken in again.
struct IgnoreList: Sendable {
    /// Never code: version control, caches and what Sluice itself writes.
    private static let defaults = [
        ".git", "__pycache__/", ".DS_Store", "*.pyc", ".sluice/", ".sluiceignore",
    ]

    private struct Rule: Sendable {
        var names: [String]
        var isAnchored: Bool
        var directoriesOnly: Bool
        var takesIn: Bool
    }

    private var rules: [Rule]

    /// Reads the lines of a `.sluiceignore` behind the defaults.
    init(_ text: String = "") {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        rules = (Self.defaults + lines).compactMap { Self.rule($0) }
    }

    /// Whether a path below the package's root is left out; its parents are asked before it.
    func leavesOut(_ path: String, isDirectory: Bool) -> Bool {
        let names = path.split(separator: "/").map(String.init)
        let last = rules.last { rule in
            (isDirectory || !rule.directoriesOnly)
                && Self.matches(
                    rule.names[...],
                    rule.isAnchored ? names[...] : names.suffix(1)
                )
        }
        return last.map { !$0.takesIn } ?? false
    }

    private static func rule(_ line: String) -> Rule? {
        var line = line[...]
        while line.last == " ", !line.hasSuffix("\\ ") { line.removeLast() }
        guard let first = line.first, first != "#" else { return nil }
        let takesIn = first == "!"
        if takesIn { line.removeFirst() }
        let directoriesOnly = line.last == "/"
        if directoriesOnly { line.removeLast() }
        let names = line.split(separator: "/").map(String.init)
        guard !names.isEmpty else { return nil }
        return Rule(
            names: names,
            isAnchored: line.contains("/"),
            directoriesOnly: directoriesOnly,
            takesIn: takesIn
        )
    }

    /// Whether names match patterns one by one; `**` stands for any number of names.
    private static func matches(_ patterns: ArraySlice<String>, _ names: ArraySlice<String>)
        -> Bool
    {
        guard let pattern = patterns.first else { return names.isEmpty }
        if pattern == "**" {
            // At the end it stands for what is inside, not for the directory itself.
            if patterns.count == 1 { return !names.isEmpty }
            return (names.startIndex...names.endIndex).contains {
                matches(patterns.dropFirst(), names[$0...])
            }
        }
        guard let name = names.first, fnmatch(pattern, name, 0) == 0 else { return false }
        return matches(patterns.dropFirst(), names.dropFirst())
    }
}
