// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

// After 100 %: gates, then the watch, judged by the candidate's calls alone.
extension Rollout {
    /// Gates after the switch, then the watch; a failure here goes back like any other.
    func afterCompletion(at now: Timestamp) -> Agenda {
        if watchIsUnseen { return lookingAgain(at: now) }
        var agenda = checking(.after) ?? Agenda()
        // Who wishes to go on leaves out the rest of the watch, never a gate.
        if wish != nil, agenda.actions.isEmpty { return ending(promotion, at: now) }
        let end = wish == nil ? watchEnd ?? now : now
        guard now >= end else {
            if let hold, hold.reason == .caution, !isCautious {
                return Agenda(decision: .release)
            }
            agenda.wake(at: end)
            return agenda
        }
        guard agenda.actions.isEmpty else { return agenda }
        guard isWatched else { return ending(promotion, at: now) }
        // The watch's own minutes are read before it ends; what never comes is not waited for long.
        let needed = end.roundedUp(to: plan.period)
        let patience = needed.advanced(by: settling + plan.period * 3)
        if !watchIsSettled {
            guard now >= patience else { return Agenda(wakeAt: patience) }
            // A machine that slept, or a new driver, has not looked yet: that is no end of the watch.
            guard let triedAt, triedAt >= patience, !lastReadWasRefused else {
                return Agenda(wakeAt: now.advanced(by: plan.period))
            }
        }
        if let agenda = awaitingAlarms(at: now) { return agenda }
        if isCautious { return cautiousWatch(at: now) }
        if let hold, hold.reason == .caution { return Agenda(decision: .release) }
        return ending(promotion, at: now)
    }

    /// Whether there is a watch, and something to watch.
    private var isWatched: Bool {
        judgesFailures && (plan.strategy.watchAfter > .zero || plan.strategy.watchCalls != nil)
    }

    private var watchEnd: Timestamp? {
        guard let completedAt else { return nil }
        if let reached = watchReachedAt { return reached }
        let time = plan.strategy.watchCalls?.within ?? plan.strategy.watchAfter
        return completedAt.advanced(by: time * (1 + watchExtensions))
    }

    /// Whether all counts up to the watch's end were read when they were complete.
    private var watchIsSettled: Bool {
        guard let end = watchEnd, let settled = judge.settledUntil else { return false }
        return settled >= end.roundedUp(to: plan.period)
    }

    /// Whether the watch had calls, read to its end: else nothing was judged after 100 %.
    public var watchWasJudged: Bool {
        !isWatched || (watchIsSettled && judge.candidateOfStep.calls > 0)
    }

    private func cautiousWatch(at now: Timestamp) -> Agenda {
        guard let hold, hold.reason == .caution else { return Agenda(decision: .hold(.caution)) }
        if watchExtensions == 0, watchReachedAt == nil { return Agenda(decision: .extend) }
        if plan.onHold.caution == .rollback {
            return Agenda(decision: .rollBack(Reason(.inconclusive, hold.reason.text)))
        }
        let limit = hold.since.advanced(by: plan.onHold.limit)
        guard now < limit else {
            let text = "held for \(plan.onHold.limit.words): \(hold.reason.text)"
            return Agenda(decision: .rollBack(Reason(.deadline, text)))
        }
        return Agenda(wakeAt: limit)
    }

    /// A rollout with weighted steps is promoted as judged only when each step that it took had the
    /// calls for that, whoever said to go on.
    private var promotion: Outcome {
        guard !plannedSteps.isEmpty, !plan.isByHand else { return .promoted }
        let taken = steps.filter { $0.shiftedAt != nil }
        let isJudged =
            judgesFailures && !taken.isEmpty
            && taken.allSatisfy { $0.end != .unjudged && $0.calls >= Limits.judgedCallsMin }
        return isJudged ? .promoted : .promotedUnjudged
    }
}
