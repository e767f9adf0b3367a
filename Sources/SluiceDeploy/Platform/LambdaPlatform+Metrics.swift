// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension LambdaPlatform {
    /// Reads the calls of both versions, in periods that have ended.
    ///
    /// While the alias carries weights, each version has a metric of its own. Once the candidate
    /// serves alone, the alias's metric is the candidate's; of the time before that it says nothing.
    func observe(
        from: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> Observation {
        let plan = rollout.plan
        let period = max(1, plan.metricPeriod)
        let start = from.floored(toSeconds: period)
        let until = min(
            clock.now.floored(toSeconds: period),
            start.advanced(by: .seconds(period * Limits.metricWindowsMax))
        )
        guard let alias = plan.target.alias, let candidate = rollout.candidate, start < until else {
            return Observation(windows: [], until: max(start, until))
        }
        let aloneSince = rollout.completedAt.map { completed in
            let floor = completed.floored(toSeconds: period)
            return floor == completed ? floor : floor.advanced(by: .seconds(period))
        }
        var callers: [CallMetrics.Caller] = []
        if aloneSince.map({ start < $0 }) ?? true {
            callers = ([plan.stable, candidate].compactMap { $0 }).map { .version($0) }
        }
        if aloneSince != nil { callers.append(.everyone) }
        let metrics = CallMetrics(aws: aws, function: plan.target.function, alias: alias)
        let counts = try await metrics.counts(of: callers, from: start, to: until, period: period)
        let windows = Set(counts.keys.map(\.start)).sorted().map { start in
            let isAlone = aloneSince.map { start >= $0 } ?? false
            func calls(_ caller: CallMetrics.Caller) -> Counts {
                counts[CallMetrics.Key(caller: caller, start: start)] ?? Counts()
            }
            return Observation.Window(
                start: start,
                stable: isAlone ? Counts() : plan.stable.map { calls(.version($0)) } ?? Counts(),
                candidate: isAlone ? calls(.everyone) : calls(.version(candidate))
            )
        }
        let counted = try await countingFailures(
            in: windows,
            from: start,
            to: until,
            for: rollout
        )
        return Observation(
            windows: counted.windows.filter { ($0.stable + $0.candidate).calls > 0 },
            until: until,
            failedProbes: counted.failedProbes
        )
    }
}
