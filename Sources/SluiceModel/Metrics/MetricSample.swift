// SPDX-License-Identifier: Apache-2.0

/// What a set of measurements of one metric comes to.
public struct MetricSample: Codable, Hashable, Sendable {
    /// Measurements.
    public var count: Int
    /// Their sum.
    public var sum: Double
    /// The least.
    public var minimum: Double
    /// The greatest.
    public var maximum: Double
    /// Their distribution, where percentiles are wanted.
    public var histogram: Histogram?

    /// Makes a sample; a count of 0 is none.
    public init(
        count: Int,
        sum: Double,
        minimum: Double,
        maximum: Double,
        histogram: Histogram? = nil
    ) {
        self.count = count
        self.sum = sum
        self.minimum = minimum
        self.maximum = maximum
        self.histogram = histogram
    }

    /// Measurements of which each was 0 or 1.
    public init(_ ones: Int, of count: Int) {
        self.init(
            count: count,
            sum: Double(ones),
            minimum: ones == count ? 1 : 0,
            maximum: ones > 0 ? 1 : 0
        )
    }

    /// The sample of these values, with their distribution; `nil` when there are none.
    ///
    /// - Parameters:
    ///   - values: the measurements, or an even choice of them.
    ///   - count: how many there were, when `values` is a choice.
    ///   - sum: the sum of all, when `values` is a choice.
    public init?(values: some Sequence<Double>, count: Int? = nil, sum: Double? = nil) {
        var sample = MetricSample(count: 0, sum: 0, minimum: .infinity, maximum: -.infinity)
        var histogram = Histogram()
        for value in values {
            sample.count += 1
            sample.sum += value
            sample.minimum = min(sample.minimum, value)
            sample.maximum = max(sample.maximum, value)
            histogram.add(value)
        }
        guard sample.count > 0 else { return nil }
        sample.histogram = histogram
        sample.count = count ?? sample.count
        sample.sum = sum ?? sample.sum
        self = sample
    }

    /// Adds another sample's measurements.
    public mutating func merge(_ other: MetricSample) {
        guard other.count > 0 else { return }
        count += other.count
        sum += other.sum
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        guard let theirs = other.histogram else { return }
        if histogram == nil { histogram = theirs } else { histogram?.merge(theirs) }
    }
}
