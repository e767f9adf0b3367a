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
        let until = min(
            clock.now.floored(toSeconds: period),
            start.advanced(by: .seconds(period * Limits.metricWindowsMax))
        )
        guard let candidate = rollout.candidate, start < until else {
            return Observation(windows: [], until: max(start, until))
        }
        var calls = try await CallLog(logs: logs(of: plan)).calls(
            from: start,
            to: until,
            without: rollout.ownRequests
        )
        let new = await counted.new(
            calls.map { ($0.request, $0.at.floored(toSeconds: period)) }
        )
        calls = calls.filter { new.contains($0.request) }
        let probes = try await markFailures(in: &calls, from: start, to: until, for: rollout)
        var windows: [Timestamp: Observation.Window] = [:]
        for call in calls where call.version == candidate || call.version == plan.stable {
            let window = call.at.floored(toSeconds: period)
            var counts =
                windows[window]
                ?? Observation.Window(start: window, stable: Counts(), candidate: Counts())
            let one = Counts(failures: call.hasFailed ? 1 : 0, calls: 1)
            if call.version == candidate { counts.candidate += one } else { counts.stable += one }
            windows[window] = counts
        }
        let seen = try await metricFailures(from: start, to: until, for: rollout)
        let counted = raising(
            windows.values.sorted { $0.start < $1.start },
            by: seen,
            for: rollout
        )
        return Observation(
            windows: counted,
            until: until,
            source: .logs,
            failedProbes: probes
        )
    }

    /// The union of all sources that name their calls; a metric names none, so that it counts only
    /// where it saw more.
    private func markFailures(
        in calls: inout [CallLog.Call],
        from: Timestamp,
        to: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> [String]? {
        let guards = rollout.plan.guards
        if !guards.failures.contains(.function) {
            for index in calls.indices { calls[index].hasFailed = false }
        }
        let failed = try await loggedCalls(
            from: from.advanced(by: .zero - Limits.failureLead),
            to: to,
            for: rollout
        )
        let requests = Set(failed.map(\.request))
        for index in calls.indices where requests.contains(calls[index].request) {
            calls[index].hasFailed = true
        }
        return Self.probes(among: failed, of: rollout)
    }
}
