// SPDX-License-Identifier: Apache-2.0

/// Fetches figures of one metric.
public struct GetMetricStatistics: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The metric's namespace.
    public var namespace: String
    /// The metric.
    public var metricName: String
    /// Its dimensions.
    public var dimensions: [MetricDimension]?
    /// The first moment that counts.
    public var startTime: WireTimestamp
    /// The first moment that does not count any more.
    public var endTime: WireTimestamp
    /// Seconds of one data point.
    public var period: Int
    /// `SampleCount`, `Average`, `Sum`, `Minimum`, `Maximum`.
    public var statistics: [String]?
    /// Percentiles and trimmed statistics.
    public var extendedStatistics: [String]?
    /// Only data points of this unit.
    public var unit: String?

    /// Makes the operation.
    public init(
        namespace: String,
        metricName: String,
        dimensions: [MetricDimension]? = nil,
        startTime: WireTimestamp,
        endTime: WireTimestamp,
        period: Int,
        statistics: [String]? = nil,
        extendedStatistics: [String]? = nil,
        unit: String? = nil
    ) {
        self.namespace = namespace
        self.metricName = metricName
        self.dimensions = dimensions
        self.startTime = startTime
        self.endTime = endTime
        self.period = period
        self.statistics = statistics
        self.extendedStatistics = extendedStatistics
        self.unit = unit
    }

    /// The figures.
    public struct Output: Codable, Hashable, Sendable {
        /// The metric's name.
        public var label: String?
        /// The data points, in no order that is promised.
        public var datapoints: [MetricDatapoint]

        /// Makes an answer from its parts.
        public init(label: String? = nil, datapoints: [MetricDatapoint] = []) {
            self.label = label
            self.datapoints = datapoints
        }
    }
}
