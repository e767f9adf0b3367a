// SPDX-License-Identifier: Apache-2.0

/// What a set of measurements of one metric comes to.
public struct MetricSample: Codable, Hashable, Sendable {
    /// Measurements.
    public var count: Double
    /// Their sum.
    public var sum: Double
    /// The least.
    public var minimum: Double
    /// The greatest.
    public var maximum: Double
    /// Their distribution; where it is `nil` all values are the same, or nobody said what they were.
    public var values: Distribution?

    /// Makes a sample; a count of 0 is none.
    public init(
        count: Double,
        sum: Double,
        minimum: Double,
        maximum: Double,
        values: Distribution? = nil
    ) {
        self.count = count
        self.sum = sum
        self.minimum = minimum
        self.maximum = maximum
        self.values = values
    }

    /// One value that was measured so often.
    public init(_ value: Double, times count: Double = 1) {
        self.init(count: count, sum: value * count, minimum: value, maximum: value)
    }

    /// Measurements of which each was 0 or 1.
    public init(_ ones: Int, of count: Int) {
        let (zeros, ones) = (Double(count - ones), Double(ones))
        self.init(
            count: zeros + ones,
            sum: ones,
            minimum: zeros == 0 ? 1 : 0,
            maximum: ones > 0 ? 1 : 0
        )
        if zeros > 0, ones > 0 { values = Distribution([.init(0, zeros), .init(1, ones)]) }
    }

    /// The sample of these values, with their distribution; `nil` when there are none.
    ///
    /// - Parameters:
    ///   - values: the measurements, or an even choice of them.
    ///   - count: how many there were, when `values` is a choice.
    ///   - sum: the sum of all, when `values` is a choice.
    public init?(values: some Sequence<Double>, count: Int? = nil, sum: Double? = nil) {
        self.init(points: values.map { Distribution.Point($0, 1) })
        guard let count, count > 0 else { return }
        let factor = Double(count) / self.count
        if factor != 1 {
            self.values = self.values.map { choice in
                Distribution(choice.points.map { .init($0.value, $0.count * factor) })
            }
        }
        self.count = Double(count)
        self.sum = sum ?? self.sum * factor
    }

    /// The sample of these values with their counts; `nil` when nothing was counted.
    public init?(points: [Distribution.Point]) {
        var sample = MetricSample(count: 0, sum: 0, minimum: .infinity, maximum: -.infinity)
        for point in points where point.count > 0 {
            sample.count += point.count
            sample.sum += point.value * point.count
            sample.minimum = min(sample.minimum, point.value)
            sample.maximum = max(sample.maximum, point.value)
        }
        guard sample.count > 0 else { return nil }
        if sample.minimum < sample.maximum {
            sample.values = Distribution(points)
            sample.values?.bound()
        }
        self = sample
    }

    /// Adds another sample's measurements.
    ///
    /// - Parameters:
    ///   - other: what is added.
    ///   - isStored: whether the distribution has to stay small, and the cost of sorting is paid now.
    public mutating func merge(_ other: MetricSample, isStored: Bool = true) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let isConstant = minimum == maximum && other.minimum == other.maximum
        if isConstant, minimum == other.minimum, values == nil, other.values == nil {
            // Still one value.
        } else if let theirs = other.distribution, var ours = distribution {
            values = nil
            ours.merge(theirs)
            if isStored { ours.bound() }
            values = ours
        } else {
            values = nil
        }
        count += other.count
        sum += other.sum
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
    }

    /// The distribution, if it is known: of a summary of different values it is not.
    var distribution: Distribution? {
        if let values { return values }
        return minimum == maximum ? Distribution([.init(minimum, count)]) : nil
    }

    /// The same without the distribution, for figures that need none.
    var summary: MetricSample {
        MetricSample(count: count, sum: sum, minimum: minimum, maximum: maximum)
    }
}
