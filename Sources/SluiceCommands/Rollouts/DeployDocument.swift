// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// What `deploy`, `rollback`, `resume`, `abort` and `shift` print with `--output json`.
struct DeployDocument: Hashable, Encodable, Sendable {
    /// That of the target that gives the exit code.
    var outcome: String
    /// How long the command took.
    var seconds: Double
    /// One entry a target.
    var targets: [TargetReport]
    /// Whether its journal is as it was written, where that was asked for.
    var journal: JournalVerdict?
}
