// SPDX-License-Identifier: Apache-2.0

/// A metric: where its data points are found.
public struct CloudWatchMetric: Codable, Hashable, Sendable {
    /// For example `AWS/Lambda`.
    public var namespace: String?
    /// For example `Errors`.
    public var metricName: String?
    /// The dimensions; a metric matches only when all of them are the same.
    public var dimensions: [MetricDimension]

    /// Makes one from its parts.
    public init(
        namespace: String? = nil,
        metricName: String? = nil,
        dimensions: [MetricDimension] = []
    ) {
        self.namespace = namespace
        self.metricName = metricName
        self.dimensions = dimensions
    }
}
