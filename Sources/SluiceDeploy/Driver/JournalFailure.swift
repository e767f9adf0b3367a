// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// The journal could not be written, so nothing more was done, except what this says.
public struct JournalFailure: Error, Sendable {
    /// Why the journal could not be written.
    public var reason: String
    /// What became of taking the candidate's traffic away; `nil` when it had none.
    public var rescue: Event?
    /// The rollout as it stood.
    public var rollout: Rollout
    /// Whether it is in a store that does not answer.
    var isOfStore = false

    /// What people are told.
    public var complaint: Complaint {
        let name = rollout.plan.rollout
        return Complaint(
            "the journal of rollout \(name) cannot be written",
            why: [reason],
            now: [now],
            next: [
                isOfStore
                    ? "once its bucket answers again: sluice resume \(name)"
                    : "make room or repair the disk, then: sluice resume \(name)"
            ]
        )
    }

    private var now: String {
        switch rescue {
        case .wrote(_, .alias(let state)):
            "all traffic was given back to the stable version: \(state.traffic.text)"
        case .failed(_, let failure):
            "giving the stable version all traffic back failed: \(failure.code): "
                + failure.message
        case .sawAlias(_, let state?):
            "someone else moved the alias: traffic is \(state.traffic.text)"
        case .some: "it is not known what \(rollout.plan.target.text) serves"
        case nil:
            rollout.servedTraffic.map { "traffic is \($0.text); Sluice changed nothing more" }
                ?? "the candidate has no traffic; Sluice changed nothing more"
        }
    }
}
