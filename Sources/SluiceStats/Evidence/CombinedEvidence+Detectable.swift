// SPDX-License-Identifier: Apache-2.0
import Glibc

extension CombinedEvidence {
    /// The lowest failure rate that a bake with this many candidate calls catches with this power.
    ///
    /// With three failures needed and power 95 % that is 50 % after 11 calls and 2 % after 313. `nil`
    /// when even a candidate that always fails is not caught: fewer calls than failures needed.
    public static func detectable(calls: Int, failuresNeeded: Int, power: Double) -> Double? {
        guard failuresNeeded > 0 else { return 0 }
        guard calls >= failuresNeeded else { return nil }
        var low = 0.0
        var high = 1.0
        for _ in 0..<Limits.halvings {
            let middle = (low + high) / 2
            if chance(ofFewerThan: failuresNeeded, among: calls, at: middle) <= 1 - power {
                high = middle
            } else {
                low = middle
            }
        }
        return high
    }

    /// The chance that a binomial count stays below `count`.
    private static func chance(ofFewerThan count: Int, among calls: Int, at rate: Double) -> Double
    {
        guard rate > 0 else { return 1 }
        guard rate < 1 else { return 0 }
        let (total, first) = (Double(calls), Double(count - 1))
        // Above its mean the tail is more than half; no power that anybody asks for is met there.
        guard total * rate > first else { return 1 }
        var term = exp(
            lgamma(total + 1) - lgamma(first + 1) - lgamma(total - first + 1)
                + first * log(rate) + (total - first) * log1p(-rate)
        )
        var sum = 0.0
        var left = first
        for _ in 0..<Limits.tailTermsMax where term > 0 {
            sum += term
            guard left > 0 else { break }
            term *= left * (1 - rate) / ((total - left + 1) * rate)
            left -= 1
        }
        return min(1, sum)
    }
}
