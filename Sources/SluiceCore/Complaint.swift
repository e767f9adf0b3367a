// SPDX-License-Identifier: Apache-2.0

/// What people are told when something cannot be done.
///
/// It says what, why, where the traffic is now, and which commands work from here.
public struct Complaint: Error, Hashable, Codable, Sendable {
    /// What cannot be done, in the user's nouns.
    public var what: String
    /// Why: facts, not guesses.
    public var why: [String]
    /// Where the traffic is now.
    public var now: [String]
    /// Commands that work.
    public var next: [String]
    /// How the program ends.
    public var exit: ExitCode

    /// Makes a complaint.
    public init(
        _ what: String,
        why: [String] = [],
        now: [String] = [],
        next: [String] = [],
        exit: ExitCode = .error
    ) {
        self.what = what
        self.why = why
        self.now = now
        self.next = next
        self.exit = exit
    }

    /// The commands of `next`, without what is said about them: to be run as they stand.
    public var commands: [String] { next.map { Self.parted($0).command } }

    /// A line of `next` in its two parts: three blanks stand between a command and a remark.
    public static func parted(_ line: String) -> (command: String, remark: String?) {
        var blanks = 0
        for index in line.indices {
            blanks = line[index] == " " ? blanks + 1 : 0
            guard blanks == 3 else { continue }
            let remark = line[line.index(after: index)...].drop { $0 == " " || $0 == "#" }
            let end = line.index(index, offsetBy: -2)
            return (String(line[..<end]), String(remark))
        }
        return (line, nil)
    }

    /// A line of `next` that a shell takes as it stands: the remark is a comment there.
    public static func pasteable(_ line: String) -> String {
        let (command, remark) = parted(line)
        return command + (remark.map { "   # \($0)" } ?? "")
    }

    /// The complaint as a terminal shows it.
    public var text: String {
        var lines = ["error: \(what)"]
        for (label, entries) in [("why", why), ("now", now), ("next", next.map(Self.pasteable))] {
            for (index, entry) in entries.enumerated() {
                let margin = index == 0 ? label : ""
                lines.append(
                    "  \(margin)\(String(repeating: " ", count: 7 - margin.count))\(entry)"
                )
            }
        }
        return lines.joined(separator: "\n")
    }
}
