// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceStats

// When the metrics are read, and when a shift may be sent.
extension Rollout {
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
            let regular = Timestamp(millisecondsSince1970: boundary)
                .advanced(by: plan.readingDelay)
            // With evidence against the candidate late counts are looked for more often.
            let sooner = readAt.advanced(by: Limits.cautiousPause)
            next = interval > Limits.cautiousPause && isCautious ? min(regular, sooner) : regular
        } else {
            next = now
        }
        let retry = lastAt.advanced(by: observationFailures > 0 ? Limits.retryPauseMin * 4 : .zero)
        let due = max(next, retry)
        guard now >= due else { return agenda.wake(at: due) }
        agenda.actions.append(observation)
    }

    /// The next reading: with it the windows before whose counts may still have been coming in.
    public var observation: Action {
        let back = plan.period * Limits.lateWindows
        let base = judge.settledUntil?.advanced(by: .zero - back) ?? startedAt
        let from = max(base, firstTrafficAt ?? startedAt)
        return .observe(from: from.floored(to: plan.period), poll: polls + observationFailures)
    }

    /// What a reading after the rollout's end comes to: for what is told of the calls, not for what
    /// was decided.
    func aftermath(_ observation: Observation, at: Timestamp) -> Aftermath {
        var judge = judge
        judge.take(observation, at: at)
        return Aftermath(judge: judge, logged: observation.loggedFailures, at: at)
    }

    /// The judge with all that was counted, also after the end.
    public var counted: Judge { aftermath?.judge ?? judge }

    /// Until when the candidate's log tells of the calls that this rollout hurt.
    public var toldUntil: Timestamp { aftermath?.at ?? finishedAt ?? lastAt }

    var mayBeServing: Bool {
        guard let candidate, rollingBack == nil, !watchIsUnseen else { return false }
        return candidateHasTraffic
            || (foreign ?? alias?.traffic)?.weight(of: candidate) ?? .none > .none
    }

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
