// SPDX-License-Identifier: Apache-2.0
import Glibc

/// ln(1 + s (r − 1)) for each supposed ratio r, remembered for the last share of calls s.
///
/// Errors, throttles and three quantiles of latency mostly count the same calls; the logarithms
/// are most of a batch's work.
struct ShareLogs {
    private var stableCalls = 0
    private var candidateCalls = 0
    private var logs = SIMD8<Double>.zero

    /// The logarithms at a batch's share; both versions must have calls.
    mutating func of(_ batch: Batch) -> SIMD8<Double> {
        if batch.stableCalls != stableCalls || batch.candidateCalls != candidateCalls {
            stableCalls = batch.stableCalls
            candidateCalls = batch.candidateCalls
            let calls = Double(stableCalls) + Double(candidateCalls)
            logs = Self.of(Double(candidateCalls) / calls)
        }
        return logs
    }

    /// The logarithms at this share, 0 … 1.
    static func of(_ share: Double) -> SIMD8<Double> {
        var logs = SIMD8<Double>.zero
        for index in logs.indices {
            logs[index] = log1p(share * (ComparisonEvidence.ratios[index] - 1))
        }
        return logs
    }
}
