// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceStats

extension Rollout {
    /// What should be going on now.
    ///
    /// Total, pure and cheap; all policy is here and in the extensions beside. It never contradicts
    /// a recorded decision, and it never raises the candidate's weight while anything is in doubt.
    public func agenda(at now: Timestamp) -> Agenda {
        if let outcome { return Agenda(outcome: outcome) }
        var agenda = policy(at: now)
        observing(at: now, &agenda)
        probing(at: now, &agenda)
        mindingAlarms(at: now, &agenda)
        watchingAlias(at: now, &agenda)
        mindingCredentials(at: now, &agenda)
        if rollingBack == nil, pause == nil { agenda.wake(at: deadline) }
        return agenda
    }

    private func policy(at now: Timestamp) -> Agenda {
        if let reason = rollingBack { return goingBack(reason, at: now) }
        if let reason = reasonToGoBack(at: now) {
            return Agenda(decision: .rollBack(reason))
        }
        if let hold, case .awsUnavailable = hold.reason { return retrying(hold, at: now) }
        if let doubt, doubt.action.move != .restore { return resolving(doubt, at: now) }
        if let foreign { return withForeign(foreign, at: now) }
        if plan.alias != nil, alias == nil {
            let text = "someone else deleted the alias \(plan.target.alias ?? "")"
            return Agenda(decision: .rollBack(Reason(.drift, text)))
        }
        if let agenda = claiming(at: now) { return agenda }
        if let agenda = reclaiming(at: now) { return agenda }
        if let pause { return pausing(pause) }
        if let agenda = shortOfCredentials(at: now) { return agenda }
        if let descent { return descending(descent, at: now) }
        if let hold, hold.reason.isOver { return Agenda(decision: .release) }
        guard let step else { return beforeTraffic(at: now) }
        if step < plannedSteps.count { return inStep(step, at: now) }
        return completedAt == nil ? completing(at: now) : afterCompletion(at: now)
    }

    /// What ends a rollout from any state.
    private func reasonToGoBack(at now: Timestamp) -> Reason? {
        if let abort = requests.first(where: { $0.verb == .abort }) {
            return Reason(.operator, "aborted by \(abort.whoAndWhy)")
        }
        if let request = requests.first(where: { $0.verb == .stepDown }), descent == nil {
            return Reason(.operator, "rolled back by \(request.whoAndWhy)")
        }
        for (gate, result) in gates.sorted(by: { $0.key < $1.key }) where !result.passed {
            return Reason(.gate, "gate \(plan.gates[gate].name): \(result.detail)")
        }
        if judgesFailures, candidateHadTraffic,
            judge.evidence.isDecided(alpha: plan.guards.alpha)
        {
            return evidenceReason
        }
        if let reason = alarmReason { return reason }
        if let reason = credentialsReason(at: now) { return reason }
        if pause == nil, now >= deadline {
            let text =
                plan.isByHand
                ? "the share that was set by hand was held until \(deadline.clockText)"
                : "not finished within \(plan.deadline.words)"
            return Reason(.deadline, text)
        }
        return nil
    }

    /// Whether failed calls are judged at all.
    var judgesFailures: Bool { !plan.guards.failures.isEmpty }

    private var evidenceReason: Reason {
        let name = self.candidate?.text ?? "the candidate"
        let kind = judge.crossing?.kind ?? .errors
        let power = Int(min(18, judge.evidence.peak))
        switch kind {
        case .latency:
            let than = plan.stable?.text ?? "the stable version"
            return Reason(
                .latency,
                "\(name) is slower than \(than) by more than is allowed; evidence 10^\(power)"
            )
        case .throttles:
            let than = plan.stable?.text ?? "the stable version"
            return Reason(
                .throttles,
                "\(name) is throttled more often than \(than); evidence 10^\(power)"
            )
        default: break
        }
        let isCompared = judge.crossing?.isAbsolute == false
        let texts = [
            Self.failures(
                of: name,
                judge.candidate,
                against: isCompared ? plan.stable : nil,
                judge.stable
            ),
            Self.failures(
                of: name,
                judge.probed,
                "probes",
                against: isCompared ? plan.stable : nil,
                judge.stableProbed
            ),
        ].compactMap(\.self)
        guard !texts.isEmpty else {
            return Reason(.errors, "\(name) fails more often than is allowed; evidence 10^\(power)")
        }
        return Reason(.errors, texts.joined(separator: "; "))
    }

    /// How many calls failed on both sides; `nil` where the candidate had none that did.
    private static func failures(
        of name: String,
        _ candidate: Counts,
        _ what: String = "calls",
        against stable: Version?,
        _ known: Counts
    ) -> String? {
        guard candidate.failures > 0 else { return nil }
        let failed = "\(name) failed \(candidate.failures) of \(candidate.calls) \(what)"
        guard let stable, known.calls > 0 else {
            return failed + ": SLO breach, no comparison available"
        }
        return "\(failed); \(stable.text) \(known.failures) of \(known.calls) in the same time"
    }

    /// When the rollout must be over; the time that it was paused does not count.
    public var deadline: Timestamp {
        let waits = plan.approvals.reduce(plan.deadline + pausedFor) { $0 + $1.timeout }
        return startedAt.advanced(by: waits)
    }

    // MARK: before and after the steps

    private func beforeTraffic(at now: Timestamp) -> Agenda {
        if let agenda = preparation(at: now) { return agenda }
        if let agenda = wakingStable(at: now) { return agenda }
        if let agenda = checking(.before) { return agenda }
        if plan.strategy.isDirect {
            return checking(.after) ?? Agenda(outcome: .promoted)
        }
        if let agenda = awaitingAlarms(beforeTraffic: true, at: now) { return agenda }
        if let wish { return promoting(wish, from: 0) }
        return advancing(to: 0, as: .start, at: now)
    }

    private func completing(at now: Timestamp) -> Agenda {
        guard candidateIsReady else { return preparation(at: now) ?? Agenda() }
        guard let stable = plan.stable else {
            return sending(.createAlias, at: now) { .createAlias(attempt: $0) }
        }
        if let gates = checking(steps: plannedSteps.indices) { return gates }
        if !previousIsWritten { return writingPrevious(stable, at: now) }
        return aligned(writing(.complete, at: now), at: now)
    }

    // MARK: when someone or something is in the way

    private func withForeign(_ foreign: Traffic, at now: Timestamp) -> Agenda {
        if let stable = plan.stable, candidateHadTraffic, foreign == Traffic(version: stable) {
            return ending(.superseded, at: now)
        }
        guard let hold, case .drift(let held) = hold.reason, held == foreign else {
            return Agenda(decision: .hold(.drift(found: foreign)))
        }
        let end = hold.since.advanced(by: plan.onHold.limit)
        if now >= end { return Agenda(leave: hold.reason) }
        var agenda = waitingForAlias(at: now)
        agenda.wake(at: end)
        return agenda
    }

    /// AWS was out of reach: try again from time to time, go back when that lasts too long.
    private func retrying(_ hold: HoldRecord, at now: Timestamp) -> Agenda {
        let end = hold.since.advanced(by: plan.onHold.limit)
        if now >= end {
            return Agenda(decision: .rollBack(Reason(hold.reason.kind, hold.reason.text)))
        }
        let again = (hold.triedAt ?? hold.since).advanced(by: Limits.retryPauseMax)
        if now >= again { return Agenda(decision: .release) }
        return Agenda(wakeAt: min(again, end))
    }
}

extension Hold {
    /// Whether what it waited for is over once nothing else holds: a person's pause, or a change by
    /// someone else that was taken back.
    fileprivate var isOver: Bool {
        switch self {
        case .paused, .drift, .credentials: true
        case .quiet, .noData, .stale, .behind, .caution, .baseline, .shareMismatch, .alarmUnknown,
            .approval,
            .awsUnavailable:
            false
        }
    }
}
