// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Between which rates the true one lies, in 95 of 100 cases.
///
/// Wilson's score interval: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n) with z = 1.96. Unlike
/// p ± 1.96 σ it is right for few failures and never empty: no failure in 10 calls still allows 28 %.
public struct RateInterval: Hashable, Sendable {
    /// The lower end, 0 … 1.
    public let low: Double
    /// The upper end, 0 … 1.
    public let high: Double

    /// The interval for this many failed calls among all; 0 … 1 where there was no call.
    public init(failures: Int, calls: Int) {
        guard calls > 0 else {
            (low, high) = (0, 1)
            return
        }
        let (n, z) = (Double(calls), 1.96)
        let rate = Double(min(max(0, failures), calls)) / n
        let middle = rate + z * z / (2 * n)
        let half = z * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        low = rate == 0 ? 0 : max(0, (middle - half) / scale)
        high = rate == 1 ? 1 : min(1, (middle + half) / scale)
    }
}
