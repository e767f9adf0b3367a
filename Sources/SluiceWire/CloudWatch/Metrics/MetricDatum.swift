// SPDX-License-Identifier: Apache-2.0

/// Measurements of one metric: one value, values with counts, or a summary.
public struct MetricDatum: Codable, Hashable, Sendable {
    /// The metric.
    public var metricName: String
    /// Its dimensions, at most 30.
    public var dimensions: [MetricDimension]?
    /// When it was measured; `nil` is now.
    public var timestamp: WireTimestamp?
    /// One measurement.
    public var value: Double?
    /// A summary of many.
    public var statisticValues: StatisticSet?
    /// Many, each with its count.
    public var values: [Double]?
    /// How often each of `values` occurred; `nil` is once each.
    public var counts: [Double]?
    /// The unit; `nil` is `None`.
    public var unit: String?
    /// 1 or 60 seconds.
    public var storageResolution: Int?

    /// Makes one from its parts.
    public init(
        metricName: String,
        dimensions: [MetricDimension]? = nil,
        timestamp: WireTimestamp? = nil,
        value: Double? = nil,
        statisticValues: StatisticSet? = nil,
        values: [Double]? = nil,
        counts: [Double]? = nil,
        unit: String? = nil,
        storageResolution: Int? = nil
    ) {
        self.metricName = metricName
        self.dimensions = dimensions
        self.timestamp = timestamp
        self.value = value
        self.statisticValues = statisticValues
        self.values = values
        self.counts = counts
        self.unit = unit
        self.storageResolution = storageResolution
    }
}
