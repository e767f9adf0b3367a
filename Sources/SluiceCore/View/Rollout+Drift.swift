// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension Rollout {
    /// What people are told who find the alias changed by someone else: both states, and what
    /// either answer would do.
    public func driftComplaint(found: Traffic) -> Complaint {
        let (name, options) = (plan.rollout, plan.target.options)
        var next: [String] = []
        if let weight = adoptable(found) {
            let then = weight == .all ? "goes on from there" : "bakes there and goes on"
            next.append("sluice resume \(name)\(options) --adopt   takes \(found.text) and \(then)")
        }
        if let stable = plan.stable {
            let names = candidate.map { found.weight(of: $0) > .none } ?? false
            next.append(
                names
                    ? "sluice abort \(name)\(options)   gives \(stable.text) all calls"
                    : "sluice abort \(name)\(options)   ends the rollout and leaves \(found.text)"
            )
        }
        next.append("sluice resume \(name)\(options)   once the alias is as expected again")
        return Complaint(
            "alias \(plan.target.text) was changed by someone else; rollout \(name) holds",
            why: [
                "expected \(alias?.traffic.text ?? "none")",
                "found \(found.text)",
            ] + (whyNotAdoptable(found).map { ["resume --adopt does not take it: \($0)"] } ?? []),
            now: ["traffic is \(found.text); Sluice overwrites nothing of it"],
            next: next
        )
    }
}
