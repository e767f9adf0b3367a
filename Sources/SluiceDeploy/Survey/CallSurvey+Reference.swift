// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension CallSurvey {
    /// Calls through the alias in the hour before; not asked where nothing will be judged.
    ///
    /// Those of a candidate that has traffic already are left out.
    func lastHour(
        of target: Target,
        _ intent: Intent,
        until now: Timestamp,
        without candidate: Version? = nil
    ) async throws(AWSFailure) -> Counts {
        guard let alias = target.alias, !intent.guards.failures.isEmpty else { return Counts() }
        let (start, end) = Self.hour(before: now)
        let metrics = CallMetrics(aws: aws, function: target.function, alias: alias)
        let left = candidate.map { CallMetrics.Caller.version($0) }
        let counts = try await metrics.counts(
            of: [.everyone] + [left].compactMap(\.self),
            from: start,
            to: end,
            period: 60
        )
        func sum(_ caller: CallMetrics.Caller) -> Counts {
            counts.reduce(Counts()) { $1.key.caller == caller ? $0 + $1.value : $0 }
        }
        let (all, others) = (sum(.everyone), left.map(sum) ?? Counts())
        return Counts(
            failures: max(0, all.failures - others.failures),
            calls: max(0, all.calls - others.calls)
        )
    }

    /// What the stable version was like in that hour; with too few calls its latency is left open,
    /// and is taken from the first calls beside the candidate.
    func reference(
        of target: Target,
        _ intent: Intent,
        _ calls: Counts,
        until now: Timestamp
    ) async throws(AWSFailure) -> Reference? {
        guard let alias = target.alias, !intent.strategy.isDirect, !intent.guards.failures.isEmpty
        else { return nil }
        let (start, end) = Self.hour(before: now)
        let metrics = CallMetrics(aws: aws, function: target.function, alias: alias)
        var reference = Reference(calls: calls)
        if intent.guards.latencyMargin != nil, calls.calls >= SluiceCore.Limits.expectedCallsMin {
            reference.latency = try await metrics.thresholds(of: .everyone, from: start, to: end)
        }
        if intent.guards.throttles {
            let question = CallMetrics.Question(callers: [], asksThrottles: true)
            let reading = try await metrics.read(question, from: start, to: end, period: 60)
            let throttled = reading.throttled.values.reduce(0, +)
            let answered = reading.invocations.values.reduce(0, +)
            reference.throttles = Counts(failures: throttled, calls: throttled + answered)
        }
        return reference
    }

    private static func hour(before now: Timestamp) -> (start: Timestamp, end: Timestamp) {
        let end = now.floored(toSeconds: 60)
        return (end.advanced(by: .seconds(-3600)), end)
    }
}
