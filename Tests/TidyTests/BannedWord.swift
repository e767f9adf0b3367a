// SPDX-License-Identifier: Apache-2.0

/// A word that code may not use, but for the one file that owns it.
struct BannedWord: Sendable {
    let word: String
    let instead: String
    /// Paths (files, or folders with a closing slash) where the word is at home.
    var owners: [String] = []
    /// Whether tests, too, do without it.
    var inTests = false

    /// All of them.
    static let all: [BannedWord] = [
        BannedWord(word: "Date()", instead: "ask the WallClock that was passed in", inTests: true),
        BannedWord(
            word: "Date.now",
            instead: "ask the WallClock that was passed in",
            inTests: true
        ),
        BannedWord(
            word: "Task.sleep",
            instead: "sleep on the WallClock that was passed in; a test waits for the event itself",
            owners: ["Sources/SluiceBase/SystemClock.swift"],
            inTests: true
        ),
        BannedWord(word: "Task {", instead: "use a task group, so that errors and ends are seen"),
        BannedWord(
            word: "Task.detached",
            instead: "use a task group, so that errors and ends are seen"
        ),
        BannedWord(
            word: "DispatchQueue",
            instead: "use a task group or an actor",
            // A Dispatch source tells of a child's end, and it needs a queue.
            owners: ["Sources/SluiceProcess/"],
            inTests: true
        ),
        BannedWord(
            word: "print(",
            instead: "write through the console of SluiceCommands, which knows stdout from stderr"
        ),
        BannedWord(
            word: "try!",
            instead: "throw, or catch and say why the failure does not matter"
        ),
        BannedWord(word: "as!", instead: "use as? and a guard"),
        BannedWord(word: "UUID()", instead: "draw it from the SeededRandom that was passed in"),
        BannedWord(
            word: ".random(",
            instead: "draw it from the SeededRandom that was passed in",
            inTests: true
        ),
        BannedWord(word: "FileManager", instead: "use SystemPackage's FilePath and Glibc"),
        BannedWord(
            word: "ProcessInfo",
            instead: "take the environment as a value from Composition"
        ),
        BannedWord(
            word: "@unchecked",
            instead: "make it Sendable in truth, or an actor",
            owners: ["Sources/SluiceSimulation/SimExecutor.swift"],
            inTests: true
        ),
    ]

    /// The lines of the file that use the word and may not.
    func findings(in file: SourceFile) -> [Finding] {
        guard file.isSource || (file.isTest && inTests) else { return [] }
        if owners.contains(where: {
            file.path == $0 || ($0.hasSuffix("/") && file.path.hasPrefix($0))
        }) {
            return []
        }
        return file.linesOfCode(with: word).map {
            Finding(path: file.path, line: $0, rule: "`\(word)` is not used here", instead: instead)
        }
    }

    /// The `try?` that say nothing about why the failure does not matter.
    static func silentTries(in file: SourceFile) -> [Finding] {
        guard file.isSource else { return [] }
        return file.linesOfCode(with: "try?").compactMap { number in
            let near = file.lines[max(0, number - 4)..<min(number + 1, file.lines.count)]
            guard !near.contains(where: { $0.contains("//") }) else { return nil }
            return Finding(
                path: file.path,
                line: number,
                rule: "`try?` without a reason",
                instead: "say in a comment why the failure does not matter, or let it be thrown"
            )
        }
    }
}
