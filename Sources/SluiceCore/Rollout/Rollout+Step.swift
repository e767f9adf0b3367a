// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

// One weighted step: shift, bake, judge, leave.
extension Rollout {
    func inStep(_ index: Int, at now: Timestamp) -> Agenda {
        let planned = plannedSteps[index]
        if let wish, wish.verb == .promoteAll, pending == nil {
            return promoting(wish, from: index)
        }
        guard steps.indices.contains(index), let shiftedAt = steps[index].shiftedAt else {
            guard candidateIsReady else { return preparation(at: now) ?? Agenda() }
            return aligned(writing(.shift(to: planned.weight), at: now), at: now)
        }
        if let wish { return promoting(wish, from: index) }
        let bake = planned.bake * (1 + steps[index].extensions)
        let bakedAt = shiftedAt.advanced(by: bake)
        // Silence is a fault whether the step has baked or not; after 100 %, which a watch sees before its
        // last step is read, it is not.
        if judgesFailures, completedAt == nil, let silence = silence(since: shiftedAt, at: now) {
            return holding(silence, index, at: now)
        }
        let isEarly = now < bakedAt && mayPromoteEarly(shiftedAt: shiftedAt, at: now)
        guard now >= bakedAt || isEarly else {
            if let hold, hold.reason.isOfStep, !isCautious || hold.reason != .caution {
                return Agenda(decision: .release)
            }
            return Agenda(wakeAt: bakedAt)
        }
        if let gates = checking(steps: index..<next(after: index)) {
            return Agenda(actions: gates.actions)
        }
        if isEarly { return leavingEarly(index, bakedAt: bakedAt, at: now) }
        return leaving(index, shiftedAt: shiftedAt, bakedAt: bakedAt, at: now)
    }

    /// Shown to be good enough: forward once the alarms were read and let it; what they do not let
    /// goes on baking.
    private func leavingEarly(_ index: Int, bakedAt: Timestamp, at now: Timestamp) -> Agenda {
        guard let waiting = awaitingAlarms(at: now) else {
            if let hold, hold.reason.isOfStep { return Agenda(decision: .release) }
            return advancing(to: next(after: index), as: .early, at: now)
        }
        if waiting.decision == .release { return waiting }
        return Agenda(actions: waiting.actions, wakeAt: min(bakedAt, waiting.wakeAt ?? bakedAt))
    }

    /// The step has baked and its gates have passed: forward, wait, or back.
    private func leaving(
        _ index: Int,
        shiftedAt: Timestamp,
        bakedAt: Timestamp,
        at now: Timestamp
    ) -> Agenda {
        if owesGlance { return Agenda() }
        if let agenda = awaitingAlarms(at: now) { return agenda }
        guard judgesFailures else {
            return advancing(to: next(after: index), as: .unjudged, at: now)
        }
        switch obstacle(index, shiftedAt: shiftedAt, bakedAt: bakedAt, at: now) {
        case nil:
            if let hold, hold.reason.isOfStep { return Agenda(decision: .release) }
            return advancing(to: next(after: index), as: .baked, at: now)
        case .reading(let patience):
            return Agenda(wakeAt: patience)
        case .reason(let reason):
            return holding(reason, index, at: now)
        }
    }

    private func holding(_ reason: Hold, _ index: Int, at now: Timestamp) -> Agenda {
        if reason == .quiet, plan.onHold.quiet == .promote, let hold, case .approval = hold.reason {
            return advancing(to: next(after: index), as: .unjudged, at: now)
        }
        guard let hold, hold.reason == reason else {
            return Agenda(decision: .hold(reason))
        }
        return waiting(hold, index, at: now)
    }

    /// What a hold does when it lasts.
    private func waiting(_ hold: HoldRecord, _ index: Int, at now: Timestamp) -> Agenda {
        var agenda = Agenda()
        // What earlier holds of this step took counts: a hold that comes and goes has an end too.
        let limit = hold.since.advanced(by: plan.onHold.limit - steps[index].heldFor)
        switch hold.reason {
        case .quiet:
            switch plan.onHold.quiet {
            case .promote: return advancing(to: next(after: index), as: .unjudged, at: now)
            case .rollback: return Agenda(decision: .rollBack(quietReason))
            case .hold, .probe: break
            }
        case .caution:
            if steps[index].extensions == 0 { return Agenda(decision: .extend) }
            if plan.onHold.caution == .rollback {
                return Agenda(decision: .rollBack(Reason(.inconclusive, hold.reason.text)))
            }
        case .noData, .stale, .behind:
            guard plan.onHold.stale == .rollback else { break }
            let end = silentFrom.advanced(by: plan.onHold.maxSilence)
            if let triedAt, triedAt >= end {
                let text = "no metrics for \(plan.onHold.maxSilence.words)"
                return Agenda(decision: .rollBack(Reason(.noData, text)))
            }
            agenda.wake(at: max(end, now.advanced(by: plan.period)))
        case .baseline, .shareMismatch, .alarmUnknown, .drift, .awsUnavailable, .paused,
            .approval, .credentials:
            break
        }
        guard now < limit else {
            let text = "held for \(plan.onHold.limit.words): \(hold.reason.text)"
            return Agenda(decision: .rollBack(Reason(.deadline, text)))
        }
        agenda.wake(at: limit)
        return agenda
    }

    private var quietReason: Reason {
        Reason(
            .quiet,
            "only \(Numbers.counted(judge.candidateOfStep.calls, "call")) to the candidate, "
                + "\(Limits.judgedCallsMin) are needed"
        )
    }
}

extension Hold {
    /// Whether it comes from what the metrics say of a step, and ends with it.
    var isOfStep: Bool {
        switch self {
        case .quiet, .noData, .stale, .behind, .caution, .baseline, .shareMismatch: true
        case .alarmUnknown, .drift, .paused, .approval, .credentials, .awsUnavailable: false
        }
    }
}
