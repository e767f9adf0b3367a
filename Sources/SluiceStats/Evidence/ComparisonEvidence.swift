// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Evidence that the candidate fails more often than the stable version does at the same time.
///
/// Within a batch, and while the candidate is no worse, each failure belongs to the candidate
/// with the chance that a call does. The evidence is the mean likelihood ratio over several
/// supposed ratios of failure rates; its mean is at most 1 while the candidate is no worse, at
/// every look, so it may be looked at after each batch. Nothing is assumed about the failure
/// rate, its drift or outages that hit both versions.
///
/// *Source.* Given a batch's totals its candidate failures are hypergeometric; the mean of r^x is then
/// at most the binomial one (Hoeffding, JASA 1963), so that each factor has mean at most 1, and Ville's
/// inequality bounds all looks together. Lindon & Malek (NeurIPS 2022, arXiv 2011.03567) reach the same
/// with the configured share and a Dirichlet prior, Turner, Ly & Grünwald (JSPI 2024, arXiv 2106.02693)
/// with blocks of a two-by-two table.
///
/// ```swift
/// var evidence = ComparisonEvidence()
/// evidence.take(Batch(stableCalls: 90, candidateFailures: 3, candidateCalls: 10))
/// evidence.log10    // 2.48: 302 to 1
/// ```
public struct ComparisonEvidence: Hashable, Codable, Sendable {
    /// The supposed ratios of failure rates; the smallest sets what is tolerated (about 1.23).
    static let ratios = SIMD8<Double>(1.5, 2, 3, 5, 10, 30, 100, 1000)

    private static let logRatios: SIMD8<Double> = {
        var logs = ratios
        for index in ratios.indices { logs[index] = log(ratios[index]) }
        return logs
    }()

    /// The likelihood ratios' natural logarithms, one a supposed ratio.
    private var logs = SIMD8<Double>.zero

    /// Starts at 1: nothing seen, nothing held against the candidate.
    public init() {}

    /// Adds a batch.
    ///
    /// Failures are divided by `retryFactor` where one event may fail several times.
    public mutating func take(_ batch: Batch, retryFactor: Double = 1) {
        logs += Self.factors(of: batch, retryFactor: retryFactor)
    }

    /// Adds failures whose calls were not counted, at the candidate's configured share of calls.
    ///
    /// The factor of a ratio r is r^x_c / (1 + w (r − 1))^k. It trusts the share, which counted
    /// calls do not need to, and splitting a batch changes nothing. `share` is 0 … 1.
    public mutating func take(stableFailures: Int, candidateFailures: Int, share: Double) {
        guard share > 0, share < 1 else { return }
        let candidate = Double(max(0, candidateFailures))
        logs += Self.factors(
            candidateFailures: candidate,
            failures: candidate + Double(max(0, stableFailures)),
            share: share
        )
    }

    /// The natural logarithm of one batch's likelihood ratio for one supposed ratio r > 0.
    ///
    /// `x_c ln r − (x_b + x_c) ln((n_b + r n_c)/(n_b + n_c))`; 0 when a version had no calls.
    /// Swapping the versions and taking 1/r gives the same number.
    public static func logRatio(of batch: Batch, at ratio: Double) -> Double {
        guard batch.stableCalls > 0, batch.candidateCalls > 0, ratio > 0 else { return 0 }
        let failures = Double(batch.stableFailures) + Double(batch.candidateFailures)
        let calls = Double(batch.stableCalls) + Double(batch.candidateCalls)
        let share = Double(batch.candidateCalls) / calls
        return Double(batch.candidateFailures) * log(ratio)
            - failures * log1p(share * (ratio - 1))
    }

    /// The decimal logarithm of the evidence; never NaN.
    public var log10: Double {
        // Silence is worth exactly 1, not 1 less a rounding error.
        guard logs != .zero else { return 0 }
        var sum = LogSum()
        for index in logs.indices { sum.add(logs[index]) }
        return sum.log10 - Glibc.log10(Double(SIMD8<Double>.scalarCount))
    }

    /// Adds a batch; `shares` remembers what depends on its share of calls alone.
    mutating func take(_ batch: Batch, retryFactor: Double = 1, shares: inout ShareLogs) {
        logs += Self.factors(of: batch, retryFactor: retryFactor, shares: &shares)
    }

    /// No evidence of this kind is over this, natural logarithm.
    var bound: Double { logs.max() }

    /// A batch's log-likelihood ratios; all 0 when a version had no calls.
    static func factors(of batch: Batch, retryFactor: Double) -> SIMD8<Double> {
        var shares = ShareLogs()
        return factors(of: batch, retryFactor: retryFactor, shares: &shares)
    }

    /// A batch's log-likelihood ratios; all 0 when a version had no calls.
    static func factors(
        of batch: Batch,
        retryFactor: Double,
        shares: inout ShareLogs
    ) -> SIMD8<Double> {
        guard batch.stableCalls > 0, batch.candidateCalls > 0 else { return .zero }
        let tempering = max(1, retryFactor)
        let candidate = Double(batch.candidateFailures) / tempering
        let both = candidate + Double(batch.stableFailures) / tempering
        guard both > 0 else { return .zero }
        return candidate * logRatios - both * shares.of(batch)
    }

    /// The log-likelihood ratios of failures at this share of calls.
    static func factors(
        candidateFailures: Double,
        failures: Double,
        share: Double
    ) -> SIMD8<Double> {
        candidateFailures * logRatios - failures * ShareLogs.of(share)
    }
}
