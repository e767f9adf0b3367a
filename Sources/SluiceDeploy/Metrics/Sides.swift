// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// Whose metrics are the stable version's and whose the candidate's, and since when.
struct Sides {
    let alias: String
    let stable: Version?
    let candidate: Version
    /// From here on the candidate serves alone, and the alias's metric is its own.
    let aloneSince: Timestamp?
    /// From here on it was taken out again, and the alias's metric is not its own any more.
    let aloneUntil: Timestamp?

    init?(_ rollout: Rollout) {
        guard let alias = rollout.plan.target.alias, let candidate = rollout.candidate else {
            return nil
        }
        let period = max(1, rollout.plan.metricPeriod)
        self.alias = alias
        self.candidate = candidate
        stable = rollout.plan.stable
        aloneUntil = rollout.rollBackDecidedAt
        aloneSince = rollout.completedAt.map { completed in
            let floor = completed.floored(toSeconds: period)
            return floor == completed ? floor : floor.advanced(by: .seconds(period))
        }
    }

    /// What is to be asked of the time from `start` on.
    func question(
        from start: Timestamp,
        _ plan: Plan,
        _ thresholds: LatencyThresholds?
    ) -> CallMetrics.Question {
        var callers: [CallMetrics.Caller] = []
        if aloneSince.map({ start < $0 }) ?? true {
            callers = ([stable, candidate].compactMap { $0 }).map { .version($0) }
        }
        if aloneSince != nil { callers.append(.everyone) }
        var slow: [CallMetrics.Caller: LatencyThresholds] = [:]
        if let margin = plan.guards.latencyMargin, let thresholds {
            for caller in callers {
                let isStable = caller == stable.map { .version($0) }
                slow[caller] = isStable ? thresholds : thresholds * (1 + margin)
            }
        }
        return CallMetrics.Question(
            callers: callers,
            slow: slow,
            asksThrottles: plan.guards.throttles
        )
    }

    /// The periods of a reading that have anything, oldest first.
    func windows(
        of reading: CallMetrics.Reading,
        from start: Timestamp,
        since: Timestamp?
    ) -> [Observation.Window] {
        let keys =
            Array(reading.counts.keys) + reading.invocations.keys + reading.throttled.keys
        return Set(keys.map(\.start)).sorted().map { start in
            let (stable, candidate) = callers(at: start)
            func value<Value>(_ caller: CallMetrics.Caller?, _ all: [CallMetrics.Key: Value])
                -> Value?
            {
                caller.flatMap { all[CallMetrics.Key(caller: $0, start: start)] }
            }
            let isTimed = reading.tellsSlow && !reading.slow.isEmpty && start >= since ?? start
            let invoked = value(.function, reading.invocations) ?? 0
            let throttled = value(.function, reading.throttled) ?? 0
            return Observation.Window(
                start: start,
                stable: value(stable, reading.counts) ?? Counts(),
                candidate: value(candidate, reading.counts) ?? Counts(),
                latency: isTimed
                    ? Observation.Latency(
                        stable: value(stable, reading.slow) ?? SlowCalls(),
                        candidate: value(candidate, reading.slow) ?? SlowCalls()
                    ) : nil,
                throttles: throttled + invoked > 0
                    ? Observation.Throttles(
                        stable: value(stable, reading.throttled) ?? 0,
                        candidate: value(candidate, reading.throttled) ?? 0,
                        function: Counts(failures: throttled, calls: throttled + invoked)
                    ) : nil
            )
        }
    }

    /// Whether both counts of calls agree in a period, for both versions.
    func agrees(_ window: Observation.Window, in reading: CallMetrics.Reading) -> Bool {
        let (stable, candidate) = callers(at: window.start)
        return [stable, candidate].compactMap(\.self).allSatisfy {
            reading.agrees(CallMetrics.Key(caller: $0, start: window.start))
        }
    }

    private func callers(
        at start: Timestamp
    ) -> (stable: CallMetrics.Caller?, candidate: CallMetrics.Caller) {
        let isAlone = aloneSince.map { start >= $0 } ?? false
        guard isAlone, aloneUntil.map({ start < $0 }) ?? true else {
            return (stable.map { .version($0) }, .version(candidate))
        }
        return (nil, .everyone)
    }
}

extension Observation.Window {
    /// Whether nobody called.
    var isEmpty: Bool {
        (stable + candidate).calls == 0 && (throttles?.function?.calls ?? 0) == 0
    }
}
