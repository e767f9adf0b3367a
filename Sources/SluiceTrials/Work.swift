// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceStats

/// Simulated traffic on two versions: how much, how often each fails, how slow the candidate is.
struct Work: Sendable {
    /// What befalls both versions alike.
    enum Weather: Sendable {
        /// Nothing.
        case calm
        /// The failure rate wanders between a fifth of itself and five times itself.
        case drift
        /// Half of all calls fail for a minute.
        case outage
        /// Now and then five seconds of five times the traffic, a fifth of it failing.
        case bursts
    }

    /// Calls a second, of both versions together.
    var callsPerSecond = 10.0
    /// The stable version's failure rate.
    var stableRate = 0.001
    /// The candidate's failure rate.
    var candidateRate = 0.001
    /// What befalls both.
    var weather = Weather.calm
    /// The candidate's true share as a multiple of the configured one.
    var shareFactor = 1.0
    /// Whether a failed call is repeated twice, by the same version, and fails again.
    var isRetried = false
    /// How many times as long the candidate's calls take; `nil` while latency is not measured.
    var slowdown: Double?

    /// The spread of the logarithm of a call's duration.
    static let spread = 0.5
    /// The share of stable calls over each quantile.
    static let quantiles = [0.5, 0.1, 0.01]

    /// The share of the candidate's calls that are over 1.2 times each of the stable's quantiles.
    static func slowShares(_ slowdown: Double) -> [Double] {
        [0, 1.2815515655446004, 2.3263478740408408].map { quantile in
            0.5 * erfc((quantile + log(1.2 / slowdown) / spread) / 2.0.squareRoot())
        }
    }
}

/// What was counted in one second.
struct Second: Sendable {
    /// Calls and failures.
    var calls = Batch()
    /// Slow calls.
    var slow: LatencyEvidence.Counts?
}

/// One course of some work, second by second.
struct Traffic {
    private let work: Work
    private let slowShares: [Double]
    private var random: SeededRandom
    private var second = 0
    private var repeats: [Int: Batch] = [:]
    private let phase: Double
    private let outage: Int
    private var burstUntil = 0

    /// Begins at second 0.
    init(_ work: Work, _ random: inout SeededRandom) {
        self.work = work
        slowShares = work.slowdown.map(Work.slowShares) ?? []
        phase = random.fraction()
        outage = Int(random.fraction() * 1100)
        self.random = SeededRandom(seed: random.next())
    }

    /// The next second at this configured weight of the candidate.
    mutating func next(_ weight: Weight) -> Second {
        defer { second += 1 }
        let share = min(1, weight.fraction * work.shareFactor)
        let (busy, stableRate, candidateRate) = rates()
        let calls = work.callsPerSecond * busy
        var (failed, good) = (calls * (1 - share) * stableRate, calls * (1 - share))
        let stable = version(failed, good - failed)
        (failed, good) = (calls * share * candidateRate, calls * share)
        let candidate = version(failed, good - failed)
        var counts = Batch(
            stableFailures: stable.failed,
            stableCalls: stable.calls,
            candidateFailures: candidate.failed,
            candidateCalls: candidate.calls
        )
        if work.isRetried { counts = withRepeats(counts) }
        return Second(calls: counts, slow: slow(calls, share))
    }

    private mutating func rates() -> (Double, Double, Double) {
        var (busy, extra, factor) = (1.0, 0.0, 1.0)
        switch work.weather {
        case .calm: break
        case .drift: factor = pow(5, sin(2 * .pi * (Double(second) / 600 + phase)))
        case .outage: if (outage..<outage + 60).contains(second) { extra = 0.5 }
        case .bursts:
            if random.fraction() < 0.01 { burstUntil = second + 5 }
            if second < burstUntil { (busy, extra) = (5, 0.2) }
        }
        return (
            busy, min(1, work.stableRate * factor + extra),
            min(1, work.candidateRate * factor + extra)
        )
    }

    private mutating func version(_ failed: Double, _ good: Double) -> (failed: Int, calls: Int) {
        let failures = Poisson.draw(failed, &random)
        return (failures, failures + Poisson.draw(good, &random))
    }

    /// Lambda repeats a failed asynchronous call after one minute and after two more.
    private mutating func withRepeats(_ counts: Batch) -> Batch {
        let again = Batch(
            stableFailures: counts.stableFailures,
            stableCalls: counts.stableFailures,
            candidateFailures: counts.candidateFailures,
            candidateCalls: counts.candidateFailures
        )
        if !again.isEmpty {
            for delay in [60, 180] {
                repeats[second + delay] = (repeats[second + delay] ?? Batch()) + again
            }
        }
        guard let due = repeats.removeValue(forKey: second) else { return counts }
        return counts + due
    }

    private mutating func slow(_ calls: Double, _ share: Double) -> LatencyEvidence.Counts? {
        guard !slowShares.isEmpty else { return nil }
        let stable = over(Work.quantiles, calls * (1 - share))
        let candidate = over(slowShares, calls * share)
        func batch(_ index: Int) -> Batch {
            Batch(
                stableFailures: stable[index],
                stableCalls: stable[3],
                candidateFailures: candidate[index],
                candidateCalls: candidate[3]
            )
        }
        return .init(p50: batch(0), p90: batch(1), p99: batch(2))
    }

    /// Calls over each quantile, then all calls.
    private mutating func over(_ shares: [Double], _ calls: Double) -> [Int] {
        let most = Poisson.draw(calls * shares[2], &random)
        let more = most + Poisson.draw(calls * (shares[1] - shares[2]), &random)
        let half = more + Poisson.draw(calls * (shares[0] - shares[1]), &random)
        return [half, more, most, half + Poisson.draw(calls * (1 - shares[0]), &random)]
    }
}
