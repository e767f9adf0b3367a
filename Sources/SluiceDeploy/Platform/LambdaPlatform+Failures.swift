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
    /// Until here all sources were read.
    var until: Timestamp?
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
        let (logged, until) = try await loggedCalls(from: from, to: to, for: rollout)
        let own = rollout.ownRequests
        var seen = [
            Dictionary(grouping: logged.filter { !own.contains($0.request) }, by: \.version)
                .mapValues { calls in calls.map { (at: $0.at, count: 1) } }
        ]
        seen += try await metricFailures(from: from, to: to, for: rollout)
        let raised = raising(windows, by: seen, until: until, for: rollout)
        // What Lambda itself counted is judged however far the log was read; what the log adds to it
        // comes as a difference. Without that source nobody knows yet what failed there.
        let whole = until.floored(toSeconds: max(1, rollout.plan.metricPeriod))
        let knows = guards.failures.contains(.function)
        return Counted(
            windows: knows ? raised : raised.filter { $0.start < whole },
            failedProbes: Self.probes(among: logged, of: rollout),
            until: until
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
        until: Timestamp,
        for rollout: Rollout
    ) -> [Observation.Window] {
        var windows = windows
        let plan = rollout.plan
        let period = max(1, plan.metricPeriod)
        let settled = min(until, clock.now.advanced(by: .zero - plan.lag))
        func raise(_ version: Version?, _ side: WritableKeyPath<Observation.Window, Counts>) {
            guard let version else { return }
            let calls = windows.map { ($0.start, $0[keyPath: side].calls) }
            let placement = FailurePlacement(
                period: period,
                calls: Dictionary(calls, uniquingKeysWith: max),
                reach: Self.failureReach(of: plan),
                settled: settled.floored(toSeconds: period),
                isAlone: plan.guards.failures.count == 1
                    || plan.guards.failures.allSatisfy(\.isLog)
            )
            for source in seen {
                let known = windows.map { ($0.start, $0[keyPath: side].failures) }
                let placed = placement.failures(
                    source[version] ?? [],
                    beside: Dictionary(known, uniquingKeysWith: max)
                )
                for index in windows.indices {
                    windows[index][keyPath: side].failures = placed[windows[index].start] ?? 0
                }
            }
        }
        raise(rollout.plan.stable, \.stable)
        raise(rollout.candidate, \.candidate)
        return windows
    }

    /// How many windows away from its record a failed call may have been counted.
    static func failureReach(of plan: Plan) -> Int {
        guard let timeout = plan.functionTimeout else { return Limits.failureReach }
        let period = max(1, plan.metricPeriod)
        return min(Limits.failureReach, max(1, (timeout + period - 1) / period))
    }

    /// How long before the windows that a reading tells of it has to look: a failure at their border
    /// may be one that is counted before it.
    static func failureLead(of plan: Plan) -> Duration {
        guard plan.guards.failures != [.function], !plan.guards.failures.isEmpty else {
            return .zero
        }
        return .seconds(failureReach(of: plan) * max(1, plan.metricPeriod))
    }

    /// The calls that the log patterns found, our own among them, and until when they are all.
    func loggedCalls(
        from: Timestamp,
        to: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> (calls: [FailureLog.Call], until: Timestamp) {
        let patterns = rollout.plan.guards.failurePatterns
        guard !patterns.isEmpty else { return ([], to) }
        return try await FailureLog(logs: logs(of: rollout.plan), patterns: patterns)
            .calls(from: from, to: to)
    }

    /// What the user's own metrics saw, each a source.
    func metricFailures(
        from: Timestamp,
        to: Timestamp,
        for rollout: Rollout
    ) async throws(AWSFailure) -> [SeenFailures] {
        // A log that was read up to its beginning only leaves nothing to ask for.
        guard from < to else { return [] }
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
            function: plan.target.function,
            tail: tail,
            longestCall: plan.functionTimeout.map { .seconds(max(1, $0)) } ?? Limits.failureLead
        )
    }
}
