// SPDX-License-Identifier: Apache-2.0

extension Rollout {
    /// Why it ended as it did, also where the outcome itself holds no reason.
    public var toldReason: Reason? {
        if let reason = toldOutcome?.reason { return reason }
        guard outcome == .superseded else { return nil }
        let traffic = servedTraffic.map { ": it serves \($0.text)" } ?? ""
        return Reason(.drift, movedBy + traffic)
    }

    /// Who moved the alias of a superseded rollout.
    ///
    /// A driver whose journal could not be written gives all calls back as well, and could not write
    /// that down.
    var movedBy: String {
        guard let stable = plan.stable, servedTraffic == Traffic(version: stable) else {
            return "someone else moved the alias"
        }
        return "someone else gave all calls back, or Sluice without its journal"
    }

    /// The outcome as people are told it.
    ///
    /// The machine ends a rollback by hand as promoted: its destination has all traffic. Whoever
    /// went back calls it rolled back, with the reason that they gave.
    public var toldOutcome: Outcome? {
        guard plan.isRollback, outcome == .promoted else { return outcome }
        return .rolledBack(Reason(.operator, plan.wordsOfReturn))
    }

    /// Lines of a journal, each with the rollout as it stood when the line was written: what follows
    /// changes what was expected before.
    public static func told(
        _ entries: [Entry],
        after seen: Int
    ) -> [(entry: Entry, rollout: Rollout)] {
        guard var folded = Rollout(replaying: Array(entries.prefix(max(1, seen)))) else {
            return []
        }
        return entries.dropFirst(seen).map { entry in
            if entry.n > folded.entryCount { folded.apply(entry) }
            return (entry, folded)
        }
    }

    /// The wish by which a person left a step before it could be judged; `nil` where nobody did.
    var promotedByHand: Request? {
        let verbs: [Request.Verb] = [.promote, .promoteAll]
        guard steps.contains(where: { $0.end == .promoted }) || steps.count < plannedSteps.count
        else { return nil }
        return requests.last { verbs.contains($0.verb) }
    }
}
