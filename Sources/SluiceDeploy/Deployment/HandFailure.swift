// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceWire

/// A write by hand that failed: how its record ends, and what people are told.
struct HandFailure: Sendable {
    /// How the record ends; `nil` when nobody knows whether the write happened.
    let outcome: Outcome?
    /// The alias, where it is known.
    let alias: AliasState?
    /// What people are told.
    let complaint: Complaint

    /// A record that cannot be kept: nothing was written, and it has no end.
    init(alias: AliasState, complaint: Complaint) {
        outcome = nil
        self.alias = alias
        self.complaint = complaint
    }

    /// Reads what `AliasRescue` threw; `nil` for anything else.
    init?(_ error: any Error, target: Target, environment: String) {
        let look = "sluice versions \(environment)\(target.options)   tells what the alias serves"
        switch error {
        case let unsettled as AliasRescue.Unsettled:
            let failure = unsettled.failure
            let now =
                unsettled.found.map { "traffic is \($0.traffic.text); Sluice changed nothing" }
                ?? "it is not known what \(target.text) serves: the write may have happened"
            var complaint = Complaint(failure, doing: "write alias \(target.text)", now: [now])
            if unsettled.found == nil || complaint.next.isEmpty { complaint.next.append(look) }
            self.complaint = complaint
            alias = unsettled.found
            let reason = Reason(.aws, "\(failure.code): \(failure.message)")
            outcome = unsettled.found == nil ? nil : .stopped(reason)
        case let claimed as AliasRescue.Claimed:
            complaint = Complaint(
                claimed.claim,
                on: target,
                now: ["traffic is \(claimed.found.traffic.text); Sluice changed nothing"],
                environment: environment
            )
            alias = claimed.found
            outcome = .stopped(Reason(.drift, complaint.what))
        case let superseded as AliasRescue.Superseded:
            complaint = .superseded(target, by: superseded.found, isBack: superseded.isBack)
            alias = superseded.found
            outcome = .superseded
        default: return nil
        }
    }
}

extension Complaint {
    /// Someone else moved the alias away from what it was to be taken from, or back to it.
    static func superseded(
        _ target: Target,
        by found: AliasState,
        isBack: Bool = false
    ) -> Complaint {
        Complaint(
            "alias \(target.text) was moved by someone else meanwhile",
            why: [
                isBack
                    ? "AWS gave no answer to the write, and the alias was written since: "
                        + "it serves what it served before"
                    : "it does not name the version any more that was to lose its traffic"
            ],
            now: ["traffic is \(found.traffic.text)"],
            next: ["sluice status"],
            exit: .refused
        )
    }
}
