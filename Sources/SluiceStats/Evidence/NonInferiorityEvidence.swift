// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Evidence that the candidate fails *less* often than a cap: what promotes early.
///
/// The null is "the candidate fails at `cap` or more". With x failures among n calls:
///
///     N = (1/5) Σ_f exp[x ln f + (n − x) ln((1 − f·cap)/(1 − cap))],  f = 0, 0.01, 0.1, 0.25, 0.5
///
/// where the term of f = 0 is 0 once anything failed. Each term is a likelihood ratio of the rate
/// f·cap against `cap`, so N reaches 20 in at most 5 % of rollouts whose candidate is at the cap
/// or above, however often one looks: Ville's inequality. That every metric must reach it is an
/// intersection-union test (Berger, Technometrics 1982), for which nothing is split. Sums of counts are all it keeps: batches may be split
/// or joined, and weights may change, without any effect.
///
/// ```swift
/// var evidence = NonInferiorityEvidence(cap: 0.01)
/// evidence.take(failures: 0, calls: 340)
/// evidence.log10    // 1.3019: just over 20
/// ```
public struct NonInferiorityEvidence: Hashable, Codable, Sendable {
    /// The supposed rates as fractions of the cap, but for 0.
    private static let fractions = SIMD4<Double>(0.01, 0.1, 0.25, 0.5)
    /// Below this a cap would be none, above the other no cap is left to keep.
    private static let capRange = 1e-9...0.999

    /// The failure rate that the candidate must be shown to stay under, 0 < cap < 1.
    public let cap: Double
    /// Calls that failed, whole.
    private var failures = 0.0
    /// Failed and good calls, each divided by the retry factor that held when they came.
    private var temperedFailures = 0.0
    private var temperedSuccesses = 0.0

    /// Starts at 1 against this cap; one outside 10⁻⁹ … 0.999 is brought inside.
    public init(cap: Double) {
        self.cap =
            cap > Self.capRange.lowerBound
            ? min(cap, Self.capRange.upperBound) : Self.capRange.lowerBound
    }

    /// The cap for a stable version that failed at this rate, 0 … 1, in the reference hour.
    ///
    /// 1 %, or twice that rate where it is over 0.5 %; to be fixed before the rollout starts.
    public static func cap(stableRate: Double) -> Double {
        stableRate > 0.005 ? 2 * stableRate : 0.01
    }

    /// Adds calls of the candidate.
    ///
    /// - Parameters:
    ///   - failures: Failed ones, 0 … `calls`.
    ///   - calls: All of them.
    ///   - retryFactor: How many failures one event may leave, at least 1. Here it tempers the
    ///     whole likelihood, because failures divided alone would make the candidate look better
    ///     than it is.
    public mutating func take(failures: Int, calls: Int, retryFactor: Double = 1) {
        let calls = max(0, calls)
        let failed = min(max(0, failures), calls)
        let tempering = retryFactor > 1 ? retryFactor : 1
        self.failures += Double(failed)
        temperedFailures += Double(failed) / tempering
        temperedSuccesses += Double(calls - failed) / tempering
    }

    /// Tells that calls which were added as good ones have failed.
    public mutating func revise(failures: Int, retryFactor: Double = 1) {
        guard failures > 0 else { return }
        let tempered = Double(failures) / (retryFactor > 1 ? retryFactor : 1)
        self.failures += Double(failures)
        temperedFailures += tempered
        temperedSuccesses = max(0, temperedSuccesses - tempered)
    }

    /// The decimal logarithm of the evidence; never NaN.
    public var log10: Double {
        guard temperedFailures > 0 || temperedSuccesses > 0 else { return 0 }
        let base = -log1p(-cap)
        var sum = LogSum()
        if failures == 0 { sum.add(temperedSuccesses * base) }
        for index in Self.fractions.indices {
            let fraction = Self.fractions[index]
            sum.add(
                temperedFailures * log(fraction)
                    + temperedSuccesses * (log1p(-fraction * cap) + base)
            )
        }
        return sum.log10 - Glibc.log10(5.0)
    }

    /// The fewest calls without a failure after which the evidence is at least `evidence`.
    ///
    /// For 20 that is 169 at a cap of 2 %, 340 at 1 % and 682 at 0.5 %. `nil` beyond 2⁴⁰ calls.
    public static func callsNeeded(cap: Double, evidence: Double = EarlyPromotion.needed) -> Int? {
        let threshold = Glibc.log10(max(1, evidence))
        func reaches(_ calls: Int) -> Bool {
            var fresh = NonInferiorityEvidence(cap: cap)
            fresh.take(failures: 0, calls: calls)
            return fresh.log10 >= threshold
        }
        var enough = 1
        while !reaches(enough) {
            guard enough < Limits.callsNeededMax else { return nil }
            enough *= 2
        }
        var tooFew = enough / 2
        while enough - tooFew > 1 {
            let middle = tooFew + (enough - tooFew) / 2
            if reaches(middle) { enough = middle } else { tooFew = middle }
        }
        return enough
    }
}
