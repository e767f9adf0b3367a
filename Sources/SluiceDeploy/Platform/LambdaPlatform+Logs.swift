// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension LambdaPlatform {
    /// Counts the calls of both versions in their logs, in periods that have ended.
    ///
    /// Once the candidate serves alone, the stable version's stragglers are no comparison.
    func observeLogs(
        from: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> Observation {
        let plan = rollout.plan
        let period = max(1, plan.metricPeriod)
        let start = from.floored(toSeconds: period)
        let now = clock.now
        var until = min(
            now.floored(toSeconds: period),
            start.advanced(by: .seconds(period * Limits.metricWindowsMax))
        )
        guard rollout.candidate != nil, start < until else {
            return Observation(windows: [], until: max(start, until), askedAt: now)
        }
        let lead = plan.guards.hasFailureMetric ? Self.failureLead(of: plan) : .zero
        let first = start.advanced(by: .zero - lead)
        var (calls, known) = try await CallLog(logs: logs(of: plan)).calls(
            from: first,
            to: until,
            without: rollout.ownRequests
        )
        let new = await counted.new(
            calls.map { ($0.request, $0.at.floored(toSeconds: period)) }
        )
        calls = calls.filter { new.contains($0.request) }
        let failed = try await markFailures(in: &calls, from: first, to: until, for: rollout)
        // What the budget of this reading did not reach is the next one's.
        until = min(until, min(known, failed.until).floored(toSeconds: period))
        calls.removeAll { $0.at >= until }
        let found = try await newThresholds(for: rollout, until: until)
        var windows = count(calls, for: rollout)
        time(calls, &windows, against: found ?? rollout.judge.thresholds, for: rollout)
        try await addThrottles(to: &windows, from: first, to: until, for: rollout)
        let counted = raising(
            windows.values.sorted { $0.start < $1.start },
            by: try await metricFailures(from: first, to: until, for: rollout),
            until: until,
            for: rollout
        )
        return Observation(
            windows: counted.filter { $0.start >= start },
            until: until,
            source: .logs,
            askedAt: now,
            thresholds: found,
            failedProbes: failed.probes
        )
    }

    private func count(
        _ calls: [CallLog.Call],
        for rollout: Rollout
    ) -> [Timestamp: Observation.Window] {
        let plan = rollout.plan
        var windows: [Timestamp: Observation.Window] = [:]
        for call in calls where call.version == rollout.candidate || call.version == plan.stable {
            let start = call.at.floored(toSeconds: max(1, plan.metricPeriod))
            let one = Counts(failures: call.hasFailed ? 1 : 0, calls: 1)
            var window = windows[start] ?? Observation.Window(start: start)
            if call.version == rollout.candidate {
                window.candidate += one
            } else {
                window.stable += one
            }
            windows[start] = window
        }
        return windows
    }

    /// The union of all sources that name their calls; a metric names none, so that it counts only
    /// where it saw more.
    private func markFailures(
        in calls: inout [CallLog.Call],
        from: Timestamp,
        to: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> (probes: [String]?, until: Timestamp) {
        let guards = rollout.plan.guards
        if !guards.failures.contains(.function) {
            for index in calls.indices { calls[index].hasFailed = false }
        }
        let (failed, until) = try await loggedCalls(
            from: from.advanced(by: .zero - logs(of: rollout.plan).longestCall),
            to: to,
            for: rollout
        )
        let requests = Set(failed.map(\.request))
        for index in calls.indices where requests.contains(calls[index].request) {
            calls[index].hasFailed = true
        }
        return (Self.probes(among: failed, of: rollout), until)
    }

    /// Counts the slow calls of each version by the durations that its log reports.
    private func time(
        _ calls: [CallLog.Call],
        _ windows: inout [Timestamp: Observation.Window],
        against thresholds: LatencyThresholds?,
        for rollout: Rollout
    ) {
        guard let margin = rollout.plan.guards.latencyMargin, let thresholds else { return }
        let period = max(1, rollout.plan.metricPeriod)
        for call in calls {
            let start = call.at.floored(toSeconds: period)
            guard let milliseconds = call.milliseconds, var window = windows[start],
                start >= thresholds.since ?? start
            else { continue }
            var latency = window.latency ?? Observation.Latency()
            if call.version == rollout.candidate {
                let slower = thresholds * (1 + margin)
                latency.candidate.add(milliseconds: milliseconds, against: slower)
            } else if call.version == rollout.plan.stable {
                latency.stable.add(milliseconds: milliseconds, against: thresholds)
            }
            window.latency = latency
            windows[start] = window
        }
    }

    /// A log does not tell of calls that were throttled: a metric does.
    private func addThrottles(
        to windows: inout [Timestamp: Observation.Window],
        from: Timestamp,
        to: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) {
        guard rollout.plan.guards.throttles, from < to, let sides = Sides(rollout) else { return }
        let plan = rollout.plan
        let metrics = CallMetrics(aws: aws, function: plan.target.function, alias: sides.alias)
        let reading = try await metrics.read(
            sides.question(from: from, plan, nil),
            from: from,
            to: to,
            period: max(1, plan.metricPeriod)
        )
        for read in sides.windows(of: reading, from: from, since: nil) {
            guard let throttles = read.throttles else { continue }
            windows[read.start, default: Observation.Window(start: read.start)].throttles =
                throttles
        }
    }
}
