// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension Rollout {
    /// The commands that work on this open rollout.
    ///
    /// Where somebody drives it there is nothing to resume, unless it is paused; where someone else
    /// changed the alias, going on means to take what is there or to give it back.
    ///
    /// - Parameter isDriven: Whether a process drives it.
    /// - Returns: Commands, some with a remark.
    public func nextWhileOpen(isDriven: Bool) -> [String] {
        if rollingBack == nil, let foreign { return driftComplaint(found: foreign).next }
        if staysAsSet { return nextWhileSet }
        let name = plan.rollout
        guard isDriven, pause == nil else {
            return ["sluice resume \(name)", "sluice abort \(name)"]
        }
        return [
            "sluice status", "sluice promote \(name)   goes to the next step now",
            "sluice pause \(name)", "sluice abort \(name)",
        ]
    }

    /// Whether this is a share that a person set and that nobody is to drive: it stays.
    ///
    /// A write of which nobody knows whether it happened is not one yet.
    public var staysAsSet: Bool {
        plan.staysByHand && outcome == nil && rollingBack == nil && foreign == nil
            && isSureOfAlias && alias?.weighted != nil
    }

    private var nextWhileSet: [String] {
        let place = "\(plan.environment)\(plan.target.options)"
        let candidate = candidate?.text ?? "the candidate"
        return [
            "sluice shift \(place) 0%   takes the share away",
            "sluice shift \(place) 100%   gives \(candidate) all calls",
            "sluice rollback \(place)   gives all calls back",
        ]
    }

    /// Whether this wish, made now, goes past an approval that nobody gave.
    public func passesApproval(by verb: Request.Verb) -> Bool {
        guard verb == .promote || verb == .promoteAll else { return false }
        let isToTheEnd = verb == .promoteAll
        let passed = approvals.filter { isToTheEnd ? $0.before >= place : $0.before == place }
        let asked = approvals.count { isToTheEnd || $0.before <= place }
        return !passed.isEmpty && requests.count { $0.verb == .approve } < asked
    }

    private var approvals: [Approval] { plan.approvals }
}
