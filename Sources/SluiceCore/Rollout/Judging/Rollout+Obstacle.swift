// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

// What keeps a step from being left forward.
extension Rollout {
    enum Obstacle: Hashable {
        /// The counts of the bake are not complete yet, which needs no hold before this time.
        case reading(until: Timestamp)
        /// It cannot be left, for this reason.
        case reason(Hold)
    }

    func obstacle(
        _ index: Int,
        shiftedAt: Timestamp,
        bakedAt: Timestamp,
        at now: Timestamp
    ) -> Obstacle? {
        // A step is left on complete counts of all of it, its own end included. Inside a ramp that
        // would take longer than the steps: there what has settled by then must do.
        let isInside = plan.isRamp(index) && plan.isRamp(index + 1)
        let needed =
            isInside
            ? bakedAt.advanced(by: .zero - settling - plan.period * 2)
            : bakedAt.roundedUp(to: plan.period)
        let patience = min(
            max(needed, bakedAt).advanced(by: settling + plan.period * 3),
            shiftedAt.advanced(by: stepTimeout(index))
        )
        // Not even inside a ramp is a step left that nobody has looked at.
        guard let settled = judge.settledUntil, settled >= needed,
            let readAt = judge.readAt, readAt >= shiftedAt
        else {
            guard now >= patience else { return .reading(until: patience) }
            // A machine that slept has not looked yet: that is no silence.
            guard let triedAt, triedAt >= patience, !lastReadWasRefused else {
                return .reading(until: now.advanced(by: plan.period))
            }
            return .reason(silenceHold)
        }
        if isCautious { return .reason(.caution) }
        if judge.isShareMismatch { return .reason(.shareMismatch) }
        if judge.isBaselineUnhealthy, plan.hotfix == nil { return .reason(.baseline) }
        if judge.candidateOfStep.calls >= Limits.judgedCallsMin { return nil }
        // Few calls make a quiet step once all of its calls are known, and not before.
        let isKnown = settled >= bakedAt.roundedUp(to: plan.period) || now >= patience
        return isKnown ? .reason(.quiet) : .reading(until: patience)
    }

    /// Whether the evidence says "careful", with what makes no batch yet.
    var isCautious: Bool {
        let verdict = judge.concluded.evidence.verdict(alpha: plan.guards.alpha)
        return verdict != .continue || (plan.guards.throttles && judge.isThrottledTooMuch)
    }

    /// Whether the candidate was shown to be good enough before the step has baked.
    ///
    /// What was shown must have held for as long as counts take to be complete: a candidate whose
    /// calls time out looks quiet at first.
    func mayPromoteEarly(shiftedAt: Timestamp, at now: Timestamp) -> Bool {
        guard plan.strategy.promotesEarly, judgesFailures, let since = judge.earlySince,
            let settled = judge.settledUntil, settled >= since,
            shiftedAt.duration(to: now) >= .seconds(EarlyPromotion.secondsMin),
            judge.candidateOfStep.calls >= EarlyPromotion.callsMin,
            !isCautious, !judge.isShareMismatch
        else { return false }
        let lacksLatency =
            plan.guards.latencyMargin != nil && judge.thresholds != nil && !judge.early.hasLatency
        return !lacksLatency && (!judge.isBaselineUnhealthy || plan.hotfix != nil)
    }

    /// The hold that silence is, when it has lasted longer than metrics may take, and was looked at.
    func silence(since shiftedAt: Timestamp, at now: Timestamp) -> Hold? {
        // Refused credentials have a hold of their own.
        guard !lastReadWasRefused, let triedAt else { return nil }
        let patience = plan.lag + plan.period * 3
        let read = max(judge.until ?? shiftedAt, shiftedAt, drivenAt ?? shiftedAt)
        if triedAt >= read.advanced(by: patience) { return silenceHold }
        guard plan.expectsTraffic else { return nil }
        let heard = max(judge.heardAt ?? shiftedAt, drivenAt ?? shiftedAt)
        let gap = max(patience, plan.expectedGap * 20)
        return triedAt >= heard.advanced(by: gap) ? silenceHold : nil
    }

    /// Since when silence counts for `maxSilence`.
    var silentFrom: Timestamp {
        let heard = max(judge.heardAt ?? startedAt, drivenAt ?? startedAt)
        guard !plan.expectsTraffic else { return heard }
        return max(
            judge.until ?? startedAt,
            steps.last?.shiftedAt ?? startedAt,
            drivenAt ?? startedAt
        )
    }

    private var silenceHold: Hold {
        if behind != nil { return .behind }
        return judge.hasHeard ? .stale : .noData
    }

    /// How far the last reading lies behind the time at which it ended, where a log is read and that
    /// is more than metrics may take.
    var behind: Duration? {
        guard plan.observesLogs || !plan.guards.failurePatterns.isEmpty,
            observationFailures == 0, let until = judge.until, let readAt = judge.readAt
        else { return nil }
        let behind = until.duration(to: readAt)
        return behind > plan.lag + plan.period * 2 ? behind : nil
    }

    /// How long after its end a window's counts are complete: as the plan says, or as late as they were
    /// found to be.
    var settling: Duration { max(plan.settling, judge.lateness) }

    private func stepTimeout(_ index: Int) -> Duration {
        let more = plan.strategy.stepTimeout == nil ? settling - plan.settling : .zero
        let timeout = plan.stepTimeout(plannedSteps[index]) + more
        return timeout + plannedSteps[index].bake * steps[index].extensions
    }
}
