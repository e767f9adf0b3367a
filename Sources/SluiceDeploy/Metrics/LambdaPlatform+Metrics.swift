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
        let now = clock.now
        let until = min(
            now.floored(toSeconds: period),
            start.advanced(by: .seconds(period * Limits.metricWindowsMax))
        )
        guard let sides = Sides(rollout), start < until else {
            return Observation(windows: [], until: max(start, until), askedAt: now)
        }
        // What lies before is read for the sake of what failed, and told by nobody.
        let first = start.advanced(by: .zero - Self.failureLead(of: plan))
        let metrics = CallMetrics(aws: aws, function: plan.target.function, alias: sides.alias)
        let found = try await newThresholds(for: rollout, until: until)
        let thresholds = found ?? rollout.judge.thresholds
        let reading = try await metrics.read(
            sides.question(from: first, plan, thresholds),
            from: first,
            to: until,
            period: period
        )
        let windows = sides.windows(of: reading, from: first, since: thresholds?.since)
        // A period whose two counts of calls differ is not told in full yet.
        let patience = Duration.seconds(period * (1 + Limits.disagreementPeriods))
        let unsettled = windows.filter {
            !sides.agrees($0, in: reading) && $0.start.advanced(by: patience) > now
        }
        let waiting = Set(unsettled.map(\.start))
        let counted = try await countingFailures(
            in: windows.filter { !waiting.contains($0.start) },
            from: first,
            to: until,
            for: rollout
        )
        let whole = (counted.until ?? until).floored(toSeconds: period)
        return Observation(
            windows: counted.windows.filter { !$0.isEmpty && $0.start >= start },
            until: min(until, waiting.filter { $0 >= start }.min() ?? until, whole),
            askedAt: now,
            thresholds: found,
            failedProbes: counted.failedProbes
        )
    }

    /// The stable version's latency, where the hour before did not tell it and the candidate has
    /// had traffic for long enough: that of the first calls beside it.
    func newThresholds(
        for rollout: Rollout,
        until: Timestamp
    ) async throws(AWSFailure) -> LatencyThresholds? {
        let plan = rollout.plan
        guard plan.guards.latencyMargin != nil, rollout.judge.thresholds == nil,
            let sides = Sides(rollout), let stable = plan.stable, rollout.completedAt == nil,
            let first = rollout.firstTrafficAt
        else { return nil }
        let period = max(1, plan.metricPeriod)
        let start = first.floored(toSeconds: period).advanced(by: .seconds(period))
        let end = min(until, clock.now.advanced(by: .zero - plan.lag)).floored(toSeconds: period)
        guard start.duration(to: end) >= Limits.referenceSpan(period: period) else { return nil }
        let metrics = CallMetrics(aws: aws, function: plan.target.function, alias: sides.alias)
        let caller = CallMetrics.Caller.version(stable)
        let calls = try await metrics.counts(of: [caller], from: start, to: end, period: period)
            .values.reduce(Counts(), +).calls
        guard calls >= Limits.referenceCallsMin else { return nil }
        var thresholds = try await metrics.thresholds(of: caller, from: start, to: end)
        thresholds?.since = until
        return thresholds
    }
}

extension CallMetrics {
    /// How long a caller's calls took; `nil` where CloudWatch does not tell.
    func thresholds(
        of caller: Caller,
        from start: Timestamp,
        to end: Timestamp
    ) async throws(AWSFailure) -> LatencyThresholds? {
        let names = ["p50", "p90", "p99"]
        let found = try await latency(of: [caller], quantiles: names, from: start, to: end)
        let values = names.compactMap { found[caller]?[$0] }.filter(\.isFinite)
        guard values.count == names.count else { return nil }
        return LatencyThresholds(p50: values[0], p90: values[1], p99: values[2])
    }
}
