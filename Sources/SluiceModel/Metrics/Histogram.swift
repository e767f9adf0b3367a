// SPDX-License-Identifier: Apache-2.0

/// How often values occurred, in buckets 3 % wide: enough for percentiles, small for ever.
public struct Histogram: Codable, Hashable, Sendable {
    /// Bucket → how many values fell into it.
    private(set) var counts: [UInt16: Int] = [:]

    /// Makes an empty one.
    public init() {}

    /// Counts a value; negative ones count as zero.
    public mutating func add(_ value: Double) { counts[Self.bucket(of: value), default: 0] += 1 }

    /// Adds another's counts.
    public mutating func merge(_ other: Histogram) {
        counts.merge(other.counts, uniquingKeysWith: +)
    }

    /// The value that this share of all values does not exceed; `nil` when there are none.
    ///
    /// - Parameter share: 0 … 1.
    /// - Returns: a value within 3 % of the true one.
    public func quantile(_ share: Double) -> Double? {
        let total = counts.values.reduce(0, +)
        guard total > 0 else { return nil }
        let rank = max(1, Int((share * Double(total)).rounded(.up)))
        var seen = 0
        for (bucket, count) in counts.sorted(by: { $0.key < $1.key }) {
            seen += count
            if seen >= rank { return Self.middle(of: bucket) }
        }
        return nil
    }

    // The exponent and the first five bits of the mantissa order non-negative numbers as they are.
    private static let shift: UInt64 = 47

    private static func bucket(of value: Double) -> UInt16 {
        value > 0 ? UInt16(truncatingIfNeeded: value.bitPattern >> shift) : 0
    }

    private static func middle(of bucket: UInt16) -> Double {
        guard bucket > 0 else { return 0 }
        let low = Double(bitPattern: UInt64(bucket) << shift)
        let high = Double(bitPattern: (UInt64(bucket) + 1) << shift)
        return (low + high) / 2
    }
}
