// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension CallMetrics {
    /// What a rollout asks for at each reading.
    struct Question: Hashable, Sendable {
        var callers: [Caller]
        /// What each caller's calls are slow against; nobody: latency is not judged.
        var slow: [Caller: LatencyThresholds] = [:]
        var asksThrottles = false
    }

    /// What CloudWatch has of it.
    struct Reading: Hashable, Sendable {
        /// Calls and failed calls, by the sample count and the sum of `Errors`.
        var counts: [Key: Counts] = [:]
        /// Calls, by `Invocations`, which may arrive apart from them.
        var invocations: [Key: Int] = [:]
        var slow: [Key: SlowCalls] = [:]
        var throttled: [Key: Int] = [:]
        /// Whether any count above a threshold came, or no call has a duration yet.
        var tellsSlow = true

        /// Whether the two counts of calls agree in a period.
        func agrees(_ key: Key) -> Bool { counts[key]?.calls ?? 0 == invocations[key] ?? 0 }
    }

    /// Reads all that a rollout asks for, in one call.
    ///
    /// - Throws: What AWS said; `IncompleteMetrics` where a series is not whole.
    func read(
        _ question: Question,
        from start: Timestamp,
        to end: Timestamp,
        period: Int
    ) async throws(AWSFailure) -> Reading {
        var reading = Reading()
        guard start < end else { return reading }
        var series: [String: (key: Caller, kind: Series)] = [:]
        var queries: [MetricDataQuery] = []
        for (caller, kind) in Self.series(of: question) {
            let place = question.callers.firstIndex(of: caller).map(String.init) ?? "f"
            let id = kind.letter + place + kind.suffix
            series[id] = (caller, kind)
            queries.append(
                query(id, kind.metric, of: caller, stat: kind.statistic, period: period)
            )
        }
        var heard = (counted: false, timed: false)
        for result in try await results(of: queries, from: start, to: end) {
            guard let id = result.id, let (caller, kind) = series[id] else { continue }
            for (time, value) in zip(result.timestamps, result.values) {
                guard let count = Self.count(of: value) else { continue }
                let key = Key(caller: caller, start: time.time)
                // A datum may come on two pages; it is the same one then.
                kind.put(count, key, &reading)
                if case .slower = kind { heard.counted = true }
                if case .timed = kind { heard.timed = true }
            }
        }
        reading.counts = reading.counts
            .mapValues { Counts(failures: min($0.failures, $0.calls), calls: $0.calls) }
            .filter { $0.value.calls > 0 }
        reading.tellsSlow = heard.counted || !heard.timed
        return reading
    }

    /// One of the three thresholds.
    private enum Threshold: Int {
        case p50 = 50, p90 = 90, p99 = 99

        func put(_ count: Int, _ slow: inout SlowCalls) {
            switch self {
            case .p50: slow.p50 = count
            case .p90: slow.p90 = count
            case .p99: slow.p99 = count
            }
        }
    }

    /// One metric of one caller.
    private enum Series: Hashable {
        case failed, calls, invoked, throttled, timed
        /// Calls slower than this, one of the three thresholds.
        case slower(Threshold, than: Double)

        var letter: String {
            switch self {
            case .failed: "x"
            case .calls: "n"
            case .invoked: "i"
            case .throttled: "t"
            case .timed: "d"
            case .slower: "s"
            }
        }

        var suffix: String {
            guard case .slower(let threshold, _) = self else { return "" }
            return "_\(threshold.rawValue)"
        }

        var metric: String {
            switch self {
            case .failed, .calls: "Errors"
            case .invoked: "Invocations"
            case .throttled: "Throttles"
            case .timed, .slower: "Duration"
            }
        }

        var statistic: String {
            switch self {
            case .failed, .invoked, .throttled: "Sum"
            case .calls, .timed: "SampleCount"
            case .slower(_, let threshold): "TC(\(Numbers.fixed(threshold, 3)):)"
            }
        }

        func put(_ count: Int, _ key: Key, _ reading: inout Reading) {
            switch self {
            case .failed: reading.counts[key, default: Counts()].failures = count
            case .calls: reading.counts[key, default: Counts()].calls = count
            case .invoked: reading.invocations[key] = count
            case .throttled: reading.throttled[key] = count
            case .timed: reading.slow[key, default: SlowCalls()].calls = count
            case .slower(let threshold, _):
                threshold.put(count, &reading.slow[key, default: SlowCalls()])
            }
        }
    }

    private static func series(of question: Question) -> [(Caller, Series)] {
        var series: [(Caller, Series)] = []
        for caller in question.callers {
            series += [(caller, .failed), (caller, .calls), (caller, .invoked)]
            if question.asksThrottles { series.append((caller, .throttled)) }
            if let slow = question.slow[caller] {
                series += [
                    (caller, .timed), (caller, .slower(.p50, than: slow.p50)),
                    (caller, .slower(.p90, than: slow.p90)),
                    (caller, .slower(.p99, than: slow.p99)),
                ]
            }
        }
        if question.asksThrottles {
            series += [(.function, .throttled), (.function, .invoked)]
        }
        return series
    }
}
