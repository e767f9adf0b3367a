// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Evidence that the candidate is slower than the stable version at the same time.
///
/// The mean of three comparisons, one a threshold: the stable version's p50, p90 and p99. There
/// a batch's failures are calls slower than the threshold (for the candidate: slower than the
/// threshold times the margin), so a slowdown that hits both versions cancels.
///
/// *Source.* "At most so much slower" is a scaled stochastic order: at every threshold at most as many
/// calls are slower. It is tested at three of them, by the comparison of `ComparisonEvidence`. Whole
/// distributions are compared by Lindon, Sanden & Shirikian (KDD 2022, arXiv 2205.14762), which needs
/// each call's duration and not counts.
public struct LatencyEvidence: Hashable, Codable, Sendable {
    /// Slow calls over one interval, one batch a threshold.
    public struct Counts: Hashable, Codable, Sendable {
        /// Calls slower than the median.
        public let p50: Batch
        /// Calls slower than nine of ten.
        public let p90: Batch
        /// Calls slower than 99 of 100.
        public let p99: Batch

        /// Makes the counts of one interval.
        public init(p50: Batch, p90: Batch, p99: Batch) {
            self.p50 = p50
            self.p90 = p90
            self.p99 = p99
        }
    }

    private var p50 = ComparisonEvidence()
    private var p90 = ComparisonEvidence()
    private var p99 = ComparisonEvidence()

    /// Starts at 1.
    public init() {}

    /// Adds an interval's slow calls.
    public mutating func take(_ counts: Counts) {
        var shares = ShareLogs()
        take(counts, shares: &shares)
    }

    mutating func take(_ counts: Counts, shares: inout ShareLogs) {
        p50.take(counts.p50, shares: &shares)
        p90.take(counts.p90, shares: &shares)
        p99.take(counts.p99, shares: &shares)
    }

    /// No evidence of this kind is over this, natural logarithm.
    var bound: Double { max(p50.bound, p90.bound, p99.bound) }

    /// The decimal logarithm of the evidence; never NaN.
    public var log10: Double {
        let each = [p50.log10, p90.log10, p99.log10]
        // Silence is worth exactly 1, not 1 less a rounding error.
        if each.allSatisfy({ $0 == 0 }) { return 0 }
        var sum = LogSum()
        for one in each { sum.add(one * M_LN10) }
        return sum.log10 - Glibc.log10(3.0)
    }
}
