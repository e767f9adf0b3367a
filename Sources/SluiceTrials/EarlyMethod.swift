// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceStats

/// A rollout with early promotion: how long it takes, and whether any step ended early.
struct EarlyMethod: Sendable {
    /// How a rollout ended.
    struct Result: Sendable {
        /// When the candidate got all traffic; `nil` when it was rolled back.
        var seconds: Int?
        /// Whether a step ended before its bake did.
        var isEarly: Bool
    }

    /// How many failures one event may leave.
    var retryFactor = 1.0
    /// Whether failures are divided by that before calls are compared with the cap: the form that
    /// does not hold, kept to show it.
    var isDivided = false

    /// Runs one rollout over the ladder's steps.
    func run(_ work: Work, _ ladder: Ladder, _ random: inout SeededRandom) -> Result {
        var traffic = Traffic(work, &random)
        var evidence = CombinedEvidence()
        var early = EarlyPromotion(cap: NonInferiorityEvidence.cap(stableRate: work.stableRate))
        var divided = DividedNonInferiority(cap: early.errors.cap, factor: retryFactor)
        var isEarly = false
        var total = 0
        for step in ladder.steps {
            evidence.errors.open(.compare)
            early.beginStep()
            var age = 0
            while age < step.seconds {
                let seen = traffic.next(step.weight)
                let slow = age >= SluiceMethod.warmup ? seen.slow : nil
                age += 1
                evidence.take(
                    errors: seen.calls,
                    latency: slow,
                    seconds: 1,
                    retryFactor: retryFactor
                )
                early.take(
                    errors: seen.calls,
                    slow: slow?.p99,
                    seconds: 1,
                    retryFactor: isDivided ? 1 : retryFactor
                )
                divided.take(seen.calls)
                if evidence.verdict(alpha: 0.01) == .rollBack {
                    return Result(seconds: nil, isEarly: isEarly)
                }
                let isShown = isDivided ? divided.isShown : early.holds(against: evidence)
                // Latency that is judged must have been seen before a step ends early.
                if isShown, work.slowdown == nil || early.hasLatency {
                    isEarly = true
                    break
                }
            }
            total += age
        }
        return Result(seconds: total, isEarly: isEarly)
    }
}

/// Non-inferiority with failures divided by the retry factor and calls left whole.
struct DividedNonInferiority {
    private let cap: Double
    private let factor: Double
    private var failures = 0.0
    private var calls = 0.0

    init(cap: Double, factor: Double) {
        self.cap = cap
        self.factor = factor
    }

    mutating func take(_ batch: Batch) {
        failures += Double(batch.candidateFailures) / factor
        calls += Double(batch.candidateCalls)
    }

    /// Whether the evidence is at least 20 after enough calls.
    var isShown: Bool {
        var sum = failures == 0 ? exp(-calls * log1p(-cap)) : 0
        for fraction in [0.01, 0.1, 0.25, 0.5] {
            let good = log1p(-fraction * cap) - log1p(-cap)
            sum += exp(failures * log(fraction) + (calls - failures) * good)
        }
        return sum / 5 >= EarlyPromotion.needed && calls >= 20
    }
}
