// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Evidence that the candidate fails more often than a limit, for when there is nobody to compare it with.
///
/// The factor of a supposed rate p1 over the limit p0 is (p1/p0)^x ((1 − p1)/(1 − p0))^(n − x), the
/// likelihood ratio of Wald's sequential test ("Sequential Analysis", 1947), and the evidence their mean,
/// with p1 = 2, 5, 10, 20, 50 and 90 times p0, at most 0.9; Ville's inequality bounds all looks together.
///
/// Used at weights over 75 %, after 100 % and for all-at-once. It cannot tell a bad candidate
/// from an outage that hits everybody, so a reason that rests on it says so.
public struct AbsoluteEvidence: Hashable, Codable, Sendable {
    /// The supposed failure rates as multiples of the limit.
    private static let multiples: [Double] = [2, 5, 10, 20, 50, 90]
    /// The highest supposed failure rate.
    private static let rateMax = 0.9
    /// Below this a limit would be none: one failure would always be proof.
    private static let limitMin = 1e-9

    /// The supposed rates in use: the last two places of a vector stay unused.
    static let rates = 0..<multiples.count

    /// The failure rate that is still accepted.
    public let p0: Double

    /// The likelihood ratios' natural logarithms, one a supposed rate.
    private var logs = SIMD8<Double>.zero

    /// Starts at 1 against this limit; one outside 0 … 0.9 is brought inside.
    public init(p0: Double) { self.p0 = Self.sound(p0) }

    /// The limit for a stable version that failed at this rate over the last hour.
    ///
    /// Three times that rate, and at least `floor`: a function that never failed may fail a little.
    public static func p0(stableRate: Double, floor: Double = 0.01) -> Double {
        sound(max(floor, 3 * stableRate))
    }

    /// Adds the candidate's calls of a batch; failures are divided by `retryFactor`.
    public mutating func take(_ batch: Batch, retryFactor: Double = 1) {
        logs += Self.factors(of: batch, p0: p0, retryFactor: retryFactor)
    }

    /// The decimal logarithm of the evidence; never NaN.
    public var log10: Double {
        // Silence is worth exactly 1, not 1 less a rounding error.
        guard logs != .zero else { return 0 }
        var sum = LogSum()
        for index in Self.rates { sum.add(logs[index]) }
        return sum.log10 - Glibc.log10(Double(Self.rates.count))
    }

    /// A batch's log-likelihood ratios against a limit.
    static func factors(of batch: Batch, p0: Double, retryFactor: Double) -> SIMD8<Double> {
        factors(
            failures: Double(batch.candidateFailures) / max(1, retryFactor),
            calls: Double(batch.candidateCalls),
            p0: sound(p0)
        )
    }

    /// The log-likelihood ratios of failures among calls; `p0` must be sound.
    static func factors(failures: Double, calls: Double, p0: Double) -> SIMD8<Double> {
        var factors = SIMD8<Double>.zero
        for index in rates {
            // A limit at the highest supposed rate leaves nothing to suppose: the factor is 1.
            let p1 = max(p0, min(rateMax, multiples[index] * p0))
            factors[index] =
                failures * log(p1 / p0) + (calls - failures) * (log1p(-p1) - log1p(-p0))
        }
        return factors
    }

    private static func sound(_ p0: Double) -> Double {
        guard p0 > limitMin else { return limitMin }
        return min(p0, rateMax)
    }
}
