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

    /// The complaint as a terminal shows it.
    public var text: String {
        var lines = ["error: \(what)"]
        for (label, entries) in [("why", why), ("now", now), ("next", next)] {
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
