// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension VersionComparison {
    /// What the guards besides failed calls saw, by the start of its period.
    struct Guarded {
        var slow: [Timestamp: Observation.Latency] = [:]
        var throttled: [Timestamp: Observation.Throttles] = [:]
    }

    /// Reads slow and throttled calls of both versions, where the project judges them.
    ///
    /// - Parameters:
    ///   - metrics: Where to read.
    ///   - history: Who served when; calls of the minute after a shift are not judged for latency.
    ///   - guards: What the project judges.
    ///   - counts: The calls of both versions.
    /// - Returns: Nothing of what the project does not judge.
    /// - Throws: What AWS said; `IncompleteMetrics` where the metrics are not whole.
    func guarded(
        _ metrics: CallMetrics,
        _ history: History,
        _ guards: Guards,
        _ counts: [CallMetrics.Key: Counts]
    ) async throws(AWSFailure) -> Guarded {
        var guarded = Guarded()
        guard let candidate else { return guarded }
        let beside = CallMetrics.Caller.version(candidate.version)
        let own = CallMetrics.Caller.version(stable.version)
        let first = counts.keys.filter { $0.caller == beside }.map(\.start).min()
        guard let first, guards.throttles || guards.latencyMargin != nil else { return guarded }
        var question = CallMetrics.Question(
            callers: [own, beside],
            asksThrottles: guards.throttles
        )
        if let margin = guards.latencyMargin,
            let thresholds = try await thresholds(metrics, before: first)
        {
            question.slow = [own: thresholds, beside: thresholds * (1 + margin)]
        }
        let reading = try await metrics.read(question, from: first, to: until, period: period)
        let warm = first.advanced(by: SluiceCore.Limits.warmUp)
        for start in Set(counts.keys.map(\.start)) where start >= first {
            func value<Value>(_ caller: CallMetrics.Caller, _ all: [CallMetrics.Key: Value])
                -> Value?
            {
                all[CallMetrics.Key(caller: caller, start: start)]
            }
            if guards.throttles {
                guarded.throttled[start] = Observation.Throttles(
                    stable: value(own, reading.throttled) ?? 0,
                    candidate: value(beside, reading.throttled) ?? 0
                )
            }
            let end = start.advanced(by: .seconds(period))
            if !question.slow.isEmpty, reading.tellsSlow, start >= warm,
                !history.isWarming(start, end)
            {
                guarded.slow[start] = Observation.Latency(
                    stable: value(own, reading.slow) ?? SlowCalls(),
                    candidate: value(beside, reading.slow) ?? SlowCalls()
                )
            }
        }
        return guarded
    }

    /// What the stable version's calls took: in the hour before the candidate was called, else in the
    /// first minute beside it, which is not judged then; `nil` where neither tells enough.
    private func thresholds(
        _ metrics: CallMetrics,
        before first: Timestamp
    ) async throws(AWSFailure) -> LatencyThresholds? {
        let last = first.floored(toSeconds: 60)
        let hour = last.advanced(by: .seconds(-3600))
        let beside = candidate.map { CallMetrics.Caller.version($0.version) }
        let counts = try await metrics.counts(
            of: [.everyone] + [beside].compactMap(\.self),
            from: hour,
            to: last,
            period: 60
        )
        func calls(_ caller: CallMetrics.Caller?) -> Int {
            counts.reduce(0) { $1.key.caller == caller ? $0 + $1.value.calls : $0 }
        }
        if calls(.everyone) >= SluiceCore.Limits.expectedCallsMin, calls(beside) == 0 {
            return try await metrics.thresholds(of: .everyone, from: hour, to: last)
        }
        let own = CallMetrics.Caller.version(stable.version)
        let minute = first.advanced(by: SluiceCore.Limits.warmUp)
        let early = try await metrics.counts(of: [own], from: first, to: minute, period: period)
        guard early.values.reduce(Counts(), +).calls >= Limits.referenceCallsMin else { return nil }
        return try await metrics.thresholds(of: own, from: first, to: minute)
    }
}
