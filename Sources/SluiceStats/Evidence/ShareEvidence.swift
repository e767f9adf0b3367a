// SPDX-License-Identifier: Apache-2.0
import Glibc
public import SluiceBase

/// Evidence that calls are not shared between the versions as the alias's weights say.
///
/// A Beta prior with 100 calls' worth of faith in the configured share w, against that share:
///
///     S = Beta(k w + n_c, k (1 − w) + n_b) / Beta(k w, k (1 − w)) / (w^n_c (1 − w)^n_b),  k = 100
///
/// It is the Bayes factor of a sample ratio test with a beta prior, which may be looked at at any time:
/// Lindon & Malek (NeurIPS 2022, arXiv 2011.03567).
///
/// One serves one weight: after a shift there is a new one. 600 calls and none of them on a
/// candidate at 10 % give 10^18.8.
public struct ShareEvidence: Hashable, Codable, Sendable {
    /// From this evidence on the share is called wrong: in at most one of 1,000 sound rollouts.
    public static let mismatch = 1000.0
    /// Calls that the prior is worth.
    private static let faith = 100.0

    /// The configured weight of the candidate.
    public let weight: Weight
    private var stable = 0.0
    private var candidate = 0.0

    /// Starts at 1 for this weight.
    public init(weight: Weight) { self.weight = weight }

    /// Adds calls of both versions; failures do not matter.
    public mutating func take(_ batch: Batch) {
        stable += Double(batch.stableCalls)
        candidate += Double(batch.candidateCalls)
    }

    /// The decimal logarithm of the evidence; 0 where one version has all weight; never NaN.
    public var log10: Double {
        guard weight > .none, weight < .all, stable + candidate > 0 else { return 0 }
        let share = weight.fraction
        let (first, second) = (Self.faith * share, Self.faith * (1 - share))
        let logs =
            Self.logBeta(first + candidate, second + stable) - Self.logBeta(first, second)
            - candidate * log(share) - stable * log1p(-share)
        return logs / M_LN10
    }

    /// Whether the share is to be called wrong.
    public var isMismatch: Bool { log10 >= Glibc.log10(Self.mismatch) }

    private static func logBeta(_ first: Double, _ second: Double) -> Double {
        lgamma(first) + lgamma(second) - lgamma(first + second)
    }
}
