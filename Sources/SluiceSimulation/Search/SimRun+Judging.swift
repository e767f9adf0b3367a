// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Synchronization

// Whether a candidate came where it belongs: what no single moment shows.
extension SimRun {
    /// Looks at the end of a rollout.
    func judge(_ outcome: Outcome, of plan: Plan) {
        if world.faults.windows.isEmpty, let description = world.aliasDescription,
            Claim(in: description) != nil
        {
            world.note(.descriptionKept, "'\(description)' stands after the end")
        }
        switch outcome {
        case .rolledBack(let reason), .stopped(let reason): judgeEnd(reason, of: plan)
        case .promoted, .promotedUnjudged: judgePromotion(outcome, of: plan)
        case .superseded: break
        }
    }

    /// A good candidate goes back, or stops, for nothing that is not so.
    private func judgeEnd(_ reason: Reason, of plan: Plan) {
        if !world.profile.mayLookBad(reason.kind) {
            world.note(.judgement, "good, and taken back: \(reason.text)")
        }
        if reason.kind == .alarm, plan.alarmOverrides != nil, !world.sawAlarmsWell {
            world.note(.judgement, "taken back for an alarm that does not count")
        }
    }

    /// A bad one is not promoted, in a world that hid nothing.
    private func judgePromotion(_ outcome: Outcome, of plan: Plan) {
        let profile = world.profile
        let steps = plan.strategy.steps
        guard plan.stable != nil, world.faults.windows.isEmpty, !world.asked(\.isHurry),
            profile.metricPeriod == 1
        else { return }
        func expect(_ condition: Bool, _ what: String) {
            if !condition { world.note(.judgement, "\(what), and \(outcome.word)") }
        }
        let isBad = profile.failureRates["new"] ?? 0 >= 0.5 && profile.failuresFrom == 0
        if isBad, profile.callsPerSecond >= 40 {
            expect(!steps.contains { $0.bake >= .seconds(3) }, "bad")
        }
        // Luck may keep some calls of a bad candidate from failing, and does not keep that many.
        if isBad, profile.failureRates["old"] == nil, !steps.isEmpty {
            expect(world.failedProbes < 8, "bad in its probes")
        }
        if plan.guards.latencyMargin != nil, profile.isSlow, profile.callsPerSecond >= 40 {
            expect(!(steps.first.map { $0.bake >= .seconds(75) } ?? false), "slow")
        }
        if plan.guards.throttles {
            // They are compared where both versions have calls and the step is no ramp.
            let compared = steps.filter { $0.bake >= .seconds(3) && $0.weight <= .percent(60) }
            let calls = compared.reduce(0.0) { $0 + $1.weight.fraction * $1.bake.inSeconds }
            let throttled = calls * Double(profile.callsPerSecond) * profile.throttled
            expect(throttled < 25, "throttled")
        }
    }
}

extension SimWorld.Profile {
    /// Whether the candidate may rightly go back for this.
    fileprivate func mayLookBad(_ kind: Reason.Kind) -> Bool {
        switch kind {
        case .errors: failureRates["new"] ?? 0 > 0 || !broken.isEmpty
        case .latency: !lateLatencies.isEmpty || isSlow
        case .throttles: !throttleRates.isEmpty
        default: true
        }
    }

    /// Whether the candidate is slower from its first call on.
    fileprivate var isSlow: Bool { latencies["new"] != latencies["old"] }

    /// How many more of its calls are throttled than of the stable version's, as a share.
    fileprivate var throttled: Double {
        (throttleRates["new"] ?? 0) - (throttleRates["old"] ?? 0)
    }
}

extension SimWorld {
    /// How many probes of any version failed.
    fileprivate var failedProbes: Int { state.withLock { $0.failedProbes } }

    /// Whether any reading of the alarms found one that was OK.
    fileprivate var sawAlarmsWell: Bool {
        entries.contains {
            guard case .sawAlarms(_, let states) = $0.event else { return false }
            return states.contains { $0.value == .ok }
        }
    }
}

extension Request {
    /// Whether somebody did not wait for a bake or a watch.
    fileprivate var isHurry: Bool { verb == .promote || verb == .promoteAll }
}
