// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// Looking at the alias between two writes: what someone else made of it is not to wait for the next.
extension Rollout {
    /// Adds the next look at the alias, or the time for it: in a new process at once, then from time
    /// to time.
    ///
    /// Only where it is to be as an answered write of ours left it.
    func watchingAlias(at now: Timestamp, _ agenda: inout Agenda) {
        guard isWatchable, agenda.decision == nil, agenda.outcome == nil, agenda.leave == nil,
            !agenda.actions.contains(where: \.writesAlias)
        else { return }
        let due = nextGlance(at: now)
        guard now >= due else { return agenda.wake(at: due) }
        agenda.actions.append(.watchAlias(poll: watch.polls))
    }

    private func nextGlance(at now: Timestamp) -> Timestamp {
        // Calls that are not shared as they should be are a sign that someone changed the weights.
        let pause =
            judge.isShareMismatch ? Limits.watchRetry : max(plan.period, Limits.watchPause)
        guard let seenAt = watch.seenAt else {
            return watch.triedAt?.advanced(by: Limits.watchRetry) ?? now
        }
        guard let triedAt = watch.triedAt, triedAt > seenAt else {
            return seenAt.advanced(by: pause)
        }
        // One that found nothing is made again soon: it may have been an old reading.
        return triedAt.advanced(by: watch.missing > 0 ? Limits.watchRetry : pause)
    }

    private var isWatchable: Bool {
        outcome == nil && rollingBack == nil && pending == nil && doubt == nil
            && foreignAlias == nil && !watchIsUnseen && plan.stable != nil && alias != nil
            && hasBegun && candidateHadTraffic && candidateTookTraffic
    }

    /// Whether a new process still has to look at the alias before it decides anything of a step:
    /// what it finds may be someone else's.
    var owesGlance: Bool { isWatchable && watch.seenAt == nil && watch.triedAt == nil }

    /// Looks afresh at what someone else made of the alias: its revision is newer than ours, so that
    /// a look that shows it again is no old one.
    mutating func forgetForeign() {
        guard let foreign = foreignAlias else { return }
        seenRevisions.remove(foreign.revision)
        // Until then the candidate may be served, whatever our last write made of it.
        owesRollBack = owesRollBack || candidateHadTraffic
        foreignAlias = nil
    }

    /// Takes in a look at the alias.
    ///
    /// A revision that was seen before is ours or older than ours: such a reading may be stale. One
    /// that was never seen is newer than our last write, because that named the one before it.
    mutating func glance(_ state: AliasState?, at: Timestamp) {
        watch.polls += 1
        // What was read before a write, or while one is under way, says nothing of what comes of it.
        guard isWatchable, let alias else { return }
        guard let state else {
            watch.missing += 1
            watch.triedAt = at
            if watch.missing >= Limits.aliasReadsMax { self.alias = nil }
            return
        }
        watch.missing = 0
        let isNew = seenRevisions.insert(state.revision).inserted
        guard isNew || state.revision == alias.revision else {
            watch.triedAt = at
            return
        }
        watch.seenAt = at
        if state.traffic == alias.traffic {
            self.alias = state
        } else if let lateShift, state.traffic == desiredTraffic(of: lateShift) {
            acknowledge(lateShift, state, at: at)
        } else {
            foreignAlias = state
            adopt(at: at)
        }
    }

    /// Takes in a look that failed: the metrics tell whether AWS can be reached at all.
    mutating func glanceFailed(at: Timestamp) {
        watch.polls += 1
        watch.triedAt = at
    }
}
