// SPDX-License-Identifier: Apache-2.0

/// How a metric filter makes a measurement of an event.
public struct MetricTransformation: Codable, Hashable, Sendable {
    /// The metric.
    public var metricName: String
    /// Its namespace.
    public var metricNamespace: String
    /// A number, or `$` and where in the event it is found.
    public var metricValue: String
    /// What is recorded where events come and none matches.
    public var defaultValue: Double?
    /// Dimensions by name, with where in the event their values are found.
    public var dimensions: [String: String]?
    /// The unit; `nil` is `None`.
    public var unit: String?

    /// Makes one from its parts.
    public init(
        metricName: String,
        metricNamespace: String,
        metricValue: String,
        defaultValue: Double? = nil,
        dimensions: [String: String]? = nil,
        unit: String? = nil
    ) {
        self.metricName = metricName
        self.metricNamespace = metricNamespace
        self.metricValue = metricValue
        self.defaultValue = defaultValue
        self.dimensions = dimensions
        self.unit = unit
    }
}
