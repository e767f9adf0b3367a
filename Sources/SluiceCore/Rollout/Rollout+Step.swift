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
        var agenda = Agenda()
        let bake = planned.bake * (1 + steps[index].extensions)
        let bakedAt = shiftedAt.advanced(by: bake)
        guard now >= bakedAt else {
            agenda.wake(at: bakedAt)
            return agenda
        }
        if let gates = checking(.step(planned.weight)) {
            agenda.actions += gates.actions
            return agenda
        }
        return leaving(index, shiftedAt: shiftedAt, bakedAt: bakedAt, at: now)
    }

    /// The step has baked and its gates have passed: forward, wait, or back.
    private func leaving(
        _ index: Int,
        shiftedAt: Timestamp,
        bakedAt: Timestamp,
        at now: Timestamp
    ) -> Agenda {
        if let agenda = awaitingAlarms(at: now) { return agenda }
        guard judgesFailures else {
            return advancing(to: next(after: index), as: .unjudged, at: now)
        }
        guard let reason = obstacle(shiftedAt: shiftedAt, bakedAt: bakedAt, at: now) else {
            return advancing(to: next(after: index), as: .baked, at: now)
        }
        guard let reason = reason.hold else { return Agenda() }
        if reason == .quiet, plan.onHold.quiet == .promote, let hold, case .approval = hold.reason {
            return advancing(to: next(after: index), as: .unjudged, at: now)
        }
        guard let hold, hold.reason == reason else {
            return Agenda(decision: .hold(reason))
        }
        return waiting(hold, index, at: now)
    }

    /// What keeps a step from being left forward; a hold of `nil` is only a reading on its way.
    private func obstacle(
        shiftedAt: Timestamp,
        bakedAt: Timestamp,
        at now: Timestamp
    ) -> (hold: Hold?, Void)? {
        let fresh = bakedAt.advanced(by: .zero - plan.lag - plan.period)
        guard let until = judge.until, until >= fresh else {
            let patience = min(
                bakedAt.advanced(by: plan.lag + plan.period * 3),
                shiftedAt.advanced(by: plan.stepTimeout(plannedSteps[step ?? 0]))
            )
            return (now >= patience ? .noData : nil, ())
        }
        if judge.evidence.verdict(alpha: plan.guards.alpha) == .caution { return (.caution, ()) }
        let silence = (judge.heardAt ?? shiftedAt).advanced(by: plan.lag + plan.period * 3)
        if plan.expectsTraffic, now >= silence { return (.noData, ()) }
        if judgedCalls >= Limits.judgedCallsMin { return nil }
        // The last calls of the bake may still be on their way.
        return (now < bakedAt.advanced(by: plan.lag + plan.period) ? nil : .quiet, ())
    }

    /// What a hold does when it lasts.
    private func waiting(
        _ hold: HoldRecord,
        _ index: Int,
        at now: Timestamp
    ) -> Agenda {
        var agenda = Agenda()
        let limit = hold.since.advanced(by: plan.onHold.limit)
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
        case .noData:
            let end = hold.since.advanced(by: plan.onHold.maxSilence)
            if plan.onHold.stale == .rollback {
                if now >= end {
                    let text = "no metrics for \(plan.onHold.maxSilence.words)"
                    return Agenda(decision: .rollBack(Reason(.noData, text)))
                }
                agenda.wake(at: end)
            }
        case .stale, .baseline, .shareMismatch, .alarmUnknown, .drift, .awsUnavailable, .paused,
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

    /// The calls on which this step is left: of the whole ramp, where its steps are too short to be
    /// judged one by one.
    private var judgedCalls: Int {
        plan.isRamp ? judge.candidate.calls : judge.candidateOfStep.calls
    }

    private var quietReason: Reason {
        Reason(
            .quiet,
            "only \(judgedCalls) calls to the candidate, "
                + "\(Limits.judgedCallsMin) are needed"
        )
    }

    // MARK: observing

    /// Adds the next reading of the metrics, or the time for it.
    ///
    /// Guards go on in every wait and hold while the candidate has traffic; only while an alias
    /// write is on its way nothing is read, because nobody knows the weight then.
    func observing(at now: Timestamp, _ agenda: inout Agenda) {
        guard judgesFailures || plan.stable != nil, mayBeServing, pending == nil,
            agenda.decision == nil, agenda.outcome == nil, agenda.leave == nil,
            !agenda.actions.contains(where: \.writesAlias)
        else { return }
        let interval = plan.period
        let next: Timestamp
        if let readAt = judge.readAt, polls > 0 {
            // Just after a period has ended: that is when there is something new.
            let period = interval.wholeMilliseconds
            let boundary = (readAt.millisecondsSince1970 / period + 1) * period
            next = Timestamp(millisecondsSince1970: boundary).advanced(by: plan.readingDelay)
        } else {
            next = now
        }
        let retry = lastAt.advanced(by: observationFailures > 0 ? Limits.retryPauseMin * 4 : .zero)
        let due = max(next, retry)
        guard now >= due else { return agenda.wake(at: due) }
        let back = interval * Limits.lateWindows
        let base = judge.settledUntil?.advanced(by: .zero - back) ?? startedAt
        let from = max(base, firstTrafficAt ?? startedAt)
        agenda.actions.append(
            .observe(from: from.floored(to: interval), poll: polls + observationFailures)
        )
    }

    var mayBeServing: Bool {
        guard let candidate, rollingBack == nil, !watchIsUnseen else { return false }
        return candidateHasTraffic
            || (foreign ?? alias?.traffic)?.weight(of: candidate) ?? .none > .none
    }

    private var firstTrafficAt: Timestamp? { steps.first?.shiftedAt ?? completedAt }

    /// While metrics come by the minute, a shift is sent in second 50 to 54 of a minute: fewer
    /// calls then fall into a window with two weights.
    func aligned(_ agenda: Agenda, at now: Timestamp) -> Agenda {
        guard plan.metricPeriod >= 60, judgesFailures, !isHurried, plan.hotfix == nil,
            plan.stable != nil,
            pending == nil,
            agenda.actions.contains(where: { $0.writesAlias })
        else { return agenda }
        let second = now.second % 60
        if (50..<55).contains(second) { return agenda }
        // Second 52: late enough for the next minute to be whole soon, early enough for the answer
        // and the hosts that follow it.
        let wait = second < 50 ? 52 - second : 112 - second
        return Agenda(wakeAt: Timestamp(second: now.second + wait))
    }
}
