// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// What `--output json` prints when a command failed before a rollout was opened.
struct ErrorDocument: Encodable, Sendable {
    /// The four parts of every error.
    struct Parts: Encodable, Sendable {
        var what: String
        var why: String
        var now: String
        var next: [String]
    }

    var error: Parts
    var exit: Int32

    init(_ complaint: Complaint) {
        error = Parts(
            what: complaint.what,
            why: complaint.why.joined(separator: "\n"),
            now: complaint.now.joined(separator: "\n"),
            next: complaint.commands
        )
        exit = complaint.exit.rawValue
    }
}
