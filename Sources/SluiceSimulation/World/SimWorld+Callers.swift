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
        var own = Answers()
        var other = Answers()
        let weighted = traffic.weighted
        let fraction = min(1, (weighted?.weight.fraction ?? 0) * profile.shareFactor)
        for second in seconds {
            let ownRate = failureRate(of: traffic.version, at: second, state)
            let otherRate = weighted.map { failureRate(of: $0.version, at: second, state) } ?? 0
            var key = SeededRandom(seed: seed ^ UInt64(truncatingIfNeeded: second) &* 0x9E37)
            // Drawn aside, so that the seeds found before there were throttles keep their calls.
            var aside = key.fork("throttles")
            let ownLimit = throttleRate(of: traffic.version, state)
            let otherLimit = weighted.map { throttleRate(of: $0.version, state) } ?? 0
            for _ in 0..<profile.callsPerSecond {
                let (way, luck, limit) = (key.fraction(), key.fraction(), aside.fraction())
                if way < fraction {
                    other.add(hasFailed: luck < otherRate, isThrottled: limit < otherLimit)
                } else {
                    own.add(hasFailed: luck < ownRate, isThrottled: limit < ownLimit)
                }
            }
        }
        var tallies = [tally(own, of: traffic.version, traffic, seconds.lowerBound, &state)]
        if let weighted {
            tallies.append(tally(other, of: weighted.version, traffic, seconds.lowerBound, &state))
        }
        state.model.record(tallies.filter { $0.invocations + $0.throttles > 0 })
    }

    /// What became of the calls to one version.
    private struct Answers {
        var calls = 0
        var errors = 0
        var throttles = 0

        mutating func add(hasFailed: Bool, isThrottled: Bool) {
            guard !isThrottled else { return throttles += 1 }
            calls += 1
            errors += hasFailed ? 1 : 0
        }
    }

    private func tally(
        _ counts: Answers,
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
        let latency = latency(of: version, at: second, state)
        return CallTally(
            second: second,
            function: Self.function,
            qualifier: Self.alias,
            executedVersion: version,
            isWeighted: traffic.weighted != nil,
            invocations: counts.calls,
            errors: counts.errors,
            throttles: counts.throttles,
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

    private func latency(of version: Version, at second: Int64, _ state: State) -> Double? {
        guard let code = code(of: version, state) else { return nil }
        let isLate = second - Self.beginning.second >= profile.slowFrom
        return (isLate ? profile.lateLatencies[code] : nil) ?? profile.latencies[code]
    }

    private func throttleRate(of version: Version, _ state: State) -> Double {
        code(of: version, state).flatMap { profile.throttleRates[$0] } ?? 0
    }

    /// Whether a probe of this moment fails.
    func failsProbe(_ version: Version, at now: Timestamp, _ state: State) -> Bool {
        let moment = UInt64(truncatingIfNeeded: now.millisecondsSince1970)
        var draw = SeededRandom(seed: seed ^ moment &* 0x9E37).fork("probe of \(version.name)")
        return draw.fraction() < failureRate(of: version, at: now.second, state)
    }

    private func failureRate(of version: Version, at second: Int64, _ state: State) -> Double {
        guard second - Self.beginning.second >= profile.failuresFrom,
            let code = code(of: version, state)
        else { return 0 }
        return profile.failureRates[code] ?? 0
    }
}
