// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// What one source saw fail: of each version, when and how often.
typealias SeenFailures = [Version: [(at: Timestamp, count: Int)]]

/// A reading's windows with all failures, and the probes that failed in the log.
struct Counted {
    var windows: [Observation.Window]
    var failedProbes: [String]?
}

extension LambdaPlatform {
    /// The same windows with the failures of all the plan's sources.
    ///
    /// Lambda's own `Errors` do not name their calls, so that of several sources the one that saw
    /// the most counts: never more than there were, and never a call twice.
    func countingFailures(
        in windows: [Observation.Window],
        from: Timestamp,
        to: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> Counted {
        let guards = rollout.plan.guards
        let hasProbes = !guards.failurePatterns.isEmpty && !rollout.probeRequests.isEmpty
        guard guards.failures != [.function], !guards.failures.isEmpty,
            !windows.isEmpty || hasProbes
        else { return Counted(windows: windows) }
        var windows = windows
        if !guards.failures.contains(.function) {
            for index in windows.indices {
                windows[index].stable.failures = 0
                windows[index].candidate.failures = 0
            }
        }
        let logged = try await loggedCalls(from: from, to: to, for: rollout)
        let own = rollout.ownRequests
        var seen = [
            Dictionary(grouping: logged.filter { !own.contains($0.request) }, by: \.version)
                .mapValues { calls in calls.map { (at: $0.at, count: 1) } }
        ]
        seen += try await metricFailures(from: from, to: to, for: rollout)
        return Counted(
            windows: raising(windows, by: seen, for: rollout),
            failedProbes: Self.probes(among: logged, of: rollout)
        )
    }

    /// The probes among these calls; `nil` where there are none.
    static func probes(among calls: [FailureLog.Call], of rollout: Rollout) -> [String]? {
        let found = calls.map(\.request).filter(rollout.probeRequests.contains)
        return found.isEmpty ? nil : found
    }

    /// The same windows, with no fewer failures than any of these sources saw.
    func raising(
        _ windows: [Observation.Window],
        by seen: [SeenFailures],
        for rollout: Rollout
    ) -> [Observation.Window] {
        var windows = windows
        func raise(_ version: Version?, _ side: WritableKeyPath<Observation.Window, Counts>) {
            guard let version else { return }
            let calls = windows.map { ($0.start, $0[keyPath: side].calls) }
            let placement = FailurePlacement(
                period: max(1, rollout.plan.metricPeriod),
                calls: Dictionary(calls, uniquingKeysWith: max)
            )
            for source in seen {
                let placed = placement.failures(source[version] ?? [])
                for index in windows.indices {
                    let most = max(
                        windows[index][keyPath: side].failures,
                        placed[windows[index].start] ?? 0
                    )
                    windows[index][keyPath: side].failures = most
                }
            }
        }
        raise(rollout.plan.stable, \.stable)
        raise(rollout.candidate, \.candidate)
        return windows
    }

    /// The calls that the log patterns found, our own among them.
    func loggedCalls(
        from: Timestamp,
        to: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> [FailureLog.Call] {
        let patterns = rollout.plan.guards.failurePatterns
        guard !patterns.isEmpty else { return [] }
        return try await FailureLog(logs: logs(of: rollout.plan), patterns: patterns)
            .calls(from: from, to: to)
    }

    /// What the user's own metrics saw, each a source.
    func metricFailures(
        from: Timestamp,
        to: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> [SeenFailures] {
        let plan = rollout.plan
        let metrics = CallMetrics(
            aws: aws,
            function: plan.target.function,
            alias: plan.target.alias ?? ""
        )
        var seen: [SeenFailures] = []
        for source in plan.guards.failures {
            guard case .metric(let metric) = source else { continue }
            seen.append(
                try await metric.failures(
                    of: [plan.stable, rollout.candidate].compactMap(\.self),
                    from: from,
                    to: to,
                    period: max(1, plan.metricPeriod),
                    in: metrics
                )
            )
        }
        return seen
    }

    /// The log of the plan's function.
    func logs(of plan: Plan) -> VersionLogs {
        VersionLogs(
            aws: aws,
            pace: pace,
            group: plan.logGroup,
            function: plan.target.function
        )
    }
}
