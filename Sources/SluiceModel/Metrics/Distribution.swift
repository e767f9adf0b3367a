// SPDX-License-Identifier: Apache-2.0

/// How often values occurred: exact while they are few, in steps of 3 % when they are many.
public struct Distribution: Codable, Hashable, Sendable {
    /// A value and how often it occurred.
    public struct Point: Codable, Hashable, Sendable {
        /// The value.
        public var value: Double
        /// How often it occurred; CloudWatch lets clients give fractions.
        public var count: Double

        /// Makes a point.
        public init(_ value: Double, _ count: Double) {
            self.value = value
            self.count = count
        }
    }

    /// The points; ascending and each value once after `settle`.
    public private(set) var points: [Point]

    /// Takes points in any order.
    public init(_ points: [Point] = []) { self.points = points }

    /// All that was counted.
    var count: Double { points.reduce(0) { $0 + $1.count } }

    /// Adds a value.
    mutating func add(_ value: Double, _ count: Double = 1) { points.append(Point(value, count)) }

    /// Adds another's points.
    mutating func merge(_ other: Distribution) { points += other.points }

    /// Sorts the points and brings equal values together.
    mutating func settle() {
        points.sort { $0.value < $1.value }
        var settled: [Point] = []
        settled.reserveCapacity(points.count)
        for point in points where point.count > 0 {
            if settled.last?.value == point.value {
                settled[settled.count - 1].count += point.count
            } else {
                settled.append(point)
            }
        }
        points = settled
    }

    /// Settles, and where there are too many values makes them coarser: what is stored stays small.
    mutating func bound() {
        guard points.count > Limits.distributionPointsMax else { return }
        settle()
        guard points.count > Limits.distributionPointsMax else { return }
        for index in points.indices { points[index].value = Self.coarse(points[index].value) }
        settle()
    }

    // The exponent and the first five bits of the mantissa: steps of at most 3 %.
    private static let mask: UInt64 = ~((1 << 47) - 1)

    private static func coarse(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        let low = Double(bitPattern: value.bitPattern & mask)
        let high = Double(bitPattern: (value.bitPattern & mask) + (1 << 47))
        return (low + high) / 2
    }

    /// The value that this share of all does not exceed (nearest rank); settled points only.
    ///
    /// - Parameter share: 0 … 1.
    /// - Returns: the value, or `nil` without points.
    func quantile(_ share: Double) -> Double? {
        // A rank is a sum of parts: what rounding adds must not lead to the next value.
        let rank = share * count * (1 - 1e-12)
        var seen = 0.0
        for point in points {
            seen += point.count
            if seen >= rank { return point.value }
        }
        return points.last?.value
    }

    /// The points whose ranks lie between two shares, those at the ends with a part of their count.
    func between(_ low: Double, _ high: Double) -> Distribution {
        let (from, to) = (low * count, high * count)
        var seen = 0.0
        var kept: [Point] = []
        for point in points {
            let part = min(seen + point.count, to) - max(seen, from)
            if part > 0 { kept.append(Point(point.value, part)) }
            seen += point.count
        }
        return Distribution(kept)
    }
}
