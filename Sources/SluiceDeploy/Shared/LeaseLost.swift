// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// Another driver took a rollout over: this one does nothing more, and writes nothing more.
public struct LeaseLost: Error, Hashable, Sendable, CustomStringConvertible {
    /// Who has it now; `nil` when that could not be read.
    public var holder: TargetLock.Holder?
    /// The journal in a file to which it added; `nil` where a lease was lost.
    var journal: String?

    /// Makes the loss of a lease.
    public init(to holder: TargetLock.Holder? = nil) { self.holder = holder }

    /// Makes the loss of a journal in a file: its end is not what this process left.
    init(writingIn journal: String) { self.journal = journal }

    /// The loss in one sentence.
    public var description: String {
        if let journal { return "another process wrote in \(journal)" }
        guard let holder else { return "another driver took this rollout over" }
        return "\(holder.text) took this rollout over"
    }

    /// What people are told whose driver lost a rollout.
    func complaint(of rollout: String) -> Complaint {
        Complaint(
            "this process does not drive rollout \(rollout) any more",
            why: [
                description,
                journal == nil
                    ? "its lease had run out: this process was asleep, stopped or cut off"
                    : "one process at a time drives a rollout, and adds to its journal",
            ],
            now: ["this process changed nothing since; the other one drives"],
            next: ["sluice status", "sluice abort \(rollout)"],
            exit: .refused
        )
    }
}

extension TargetLock.Holder {
    /// `process 4711 on runner-3, started by mira`.
    var text: String {
        "process \(driver.pid) on \(driver.host), started by \(driver.who)"
    }
}
