// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceModel

extension SimWorld {
    /// Counts the calls of all seconds that have ended.
    func count(until second: Int64, _ state: inout State) {
        guard let traffic = traffic(state), profile.callsPerSecond > 0, state.counted < second
        else {
            state.counted = max(state.counted, second)
            return
        }
        // Where metrics are late each second becomes visible by itself.
        let period = profile.metricDelay == nil ? Int64(profile.metricPeriod) : 1
        while state.counted < second {
            // Seconds of one period come to one datum, so they are counted together.
            let end = min(second, (state.counted / period + 1) * period)
            count(state.counted..<end, traffic, &state)
            state.counted = end
        }
        _ = state.model.takeChanges()
    }

    private func count(_ seconds: Range<Int64>, _ traffic: Traffic, _ state: inout State) {
        var own = (calls: 0, errors: 0)
        var other = (calls: 0, errors: 0)
        let weighted = traffic.weighted
        let fraction = min(1, (weighted?.weight.fraction ?? 0) * profile.shareFactor)
        for second in seconds {
            let ownRate = failureRate(of: traffic.version, at: second, state)
            let otherRate = weighted.map { failureRate(of: $0.version, at: second, state) } ?? 0
            var key = SeededRandom(seed: seed ^ UInt64(truncatingIfNeeded: second) &* 0x9E37)
            for _ in 0..<profile.callsPerSecond {
                let (way, luck) = (key.fraction(), key.fraction())
                if way < fraction {
                    other.calls += 1
                    other.errors += luck < otherRate ? 1 : 0
                } else {
                    own.calls += 1
                    own.errors += luck < ownRate ? 1 : 0
                }
            }
        }
        var tallies = [tally(own, of: traffic.version, traffic, seconds.lowerBound, &state)]
        if let weighted {
            tallies.append(tally(other, of: weighted.version, traffic, seconds.lowerBound, &state))
        }
        state.model.record(tallies.filter { $0.invocations > 0 })
    }

    private func tally(
        _ counts: (calls: Int, errors: Int),
        of version: Version,
        _ traffic: Traffic,
        _ second: Int64,
        _ state: inout State
    ) -> CallTally {
        state.calls[version, default: 0] += counts.calls
        if counts.calls > 0, !state.checker.answering.contains(version) {
            let truth = truth(state)
            state.checker.answered(by: version, at: Timestamp(second: second), truth)
        }
        let latency = code(of: version, state).flatMap { profile.latencies[$0] }
        return CallTally(
            second: second,
            function: Self.function,
            qualifier: Self.alias,
            executedVersion: version,
            isWeighted: traffic.weighted != nil,
            invocations: counts.calls,
            errors: counts.errors,
            throttles: 0,
            durations: latency.map {
                MetricSample(
                    count: Double(counts.calls),
                    sum: $0 * Double(counts.calls),
                    minimum: $0,
                    maximum: $0
                )
            }
        )
    }

    private func failureRate(of version: Version, at second: Int64, _ state: State) -> Double {
        guard second - Self.beginning.second >= profile.failuresFrom,
            let code = code(of: version, state)
        else { return 0 }
        return profile.failureRates[code] ?? 0
    }
}
