// SPDX-License-Identifier: Apache-2.0

/// A metric and how its data points are put together.
public struct MetricStat: Codable, Hashable, Sendable {
    /// The metric.
    public var metric: CloudWatchMetric
    /// Seconds that one value covers.
    public var period: Int
    /// For example `Sum`, `Average` or `p99`.
    public var stat: String
    /// Only data points of this unit.
    public var unit: String?

    /// Makes one from its parts.
    public init(metric: CloudWatchMetric, period: Int, stat: String, unit: String? = nil) {
        self.metric = metric
        self.period = period
        self.stat = stat
        self.unit = unit
    }
}
