// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Evidence that the candidate fails less than R times as often as the stable version does now.
///
/// For functions with a high natural failure rate, where a fixed cap says nothing. The null is
/// "p_c ≥ R p_b". A batch multiplies each term by
///
///     (g/R)^x_c · ((n_b + R n_c)/(n_b + g n_c))^k,  k = x_b + x_c,  g = 0.1, 0.25, 0.5, 0.75, 1
///
/// and the evidence is the terms' mean: likelihood ratios given the batch's failures, as in
/// `ComparisonEvidence`, with R in the place of 1. It is exact for rare failures: use it below 5 %.
public struct RatioNonInferiorityEvidence: Hashable, Codable, Sendable {
    private static let ratios: [Double] = [0.1, 0.25, 0.5, 0.75, 1]

    /// How many times the stable version's rate would be too much; over 1.
    public let limit: Double
    /// The terms' natural logarithms; the last three places stay unused.
    private var logs = SIMD8<Double>.zero

    /// Starts at 1 against this limit; one that is not over 1 counts as barely over it.
    public init(limit: Double = 2) { self.limit = limit > 1 ? min(limit, 1e9) : 1 + 1e-9 }

    /// Adds a batch; one in which either version had no calls says nothing.
    ///
    /// With a `retryFactor` the whole likelihood is tempered.
    public mutating func take(_ batch: Batch, retryFactor: Double = 1) {
        guard batch.stableCalls > 0, batch.candidateCalls > 0 else { return }
        let tempering = retryFactor > 1 ? retryFactor : 1
        let candidate = Double(batch.candidateFailures) / tempering
        let both = candidate + Double(batch.stableFailures) / tempering
        let calls = Double(batch.stableCalls) + Double(batch.candidateCalls)
        let share = Double(batch.candidateCalls) / calls
        for (index, ratio) in Self.ratios.enumerated() {
            logs[index] +=
                candidate * log(ratio / limit)
                + both * (log1p(share * (limit - 1)) - log1p(share * (ratio - 1)))
        }
    }

    /// The decimal logarithm of the evidence; never NaN.
    public var log10: Double {
        guard logs != .zero else { return 0 }
        var sum = LogSum()
        for index in Self.ratios.indices { sum.add(logs[index]) }
        return sum.log10 - Glibc.log10(Double(Self.ratios.count))
    }
}
