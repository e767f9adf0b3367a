// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// What `show --verify` says of a journal that was read to its end.
struct JournalVerdict: Hashable, Encodable, Sendable {
    /// Where it is.
    var place: String
    /// How many lines it has.
    var lines: Int
    /// Whether every line is as it was written.
    var whole = true
    /// Whether a torn last line was left out.
    var torn: Bool

    /// The verdict on a terminal.
    var text: String {
        "journal \(place): \(Numbers.counted(lines, "line")), whole"
            + (torn ? "; a torn last line was left out" : "")
    }
}
