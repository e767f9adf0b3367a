// SPDX-License-Identifier: Apache-2.0

/// Lists the alarms on one metric.
public struct DescribeAlarmsForMetric: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The metric.
    public var metricName: String
    /// Its namespace.
    public var namespace: String
    /// Only alarms on this statistic.
    public var statistic: String?
    /// Only alarms on this percentile.
    public var extendedStatistic: String?
    /// The metric's dimensions.
    public var dimensions: [MetricDimension]?
    /// Only alarms of this period.
    public var period: Int?
    /// Only alarms on this unit.
    public var unit: String?

    /// Makes the operation.
    public init(
        metricName: String,
        namespace: String,
        statistic: String? = nil,
        extendedStatistic: String? = nil,
        dimensions: [MetricDimension]? = nil,
        period: Int? = nil,
        unit: String? = nil
    ) {
        self.metricName = metricName
        self.namespace = namespace
        self.statistic = statistic
        self.extendedStatistic = extendedStatistic
        self.dimensions = dimensions
        self.period = period
        self.unit = unit
    }

    /// The alarms.
    public struct Output: Codable, Hashable, Sendable {
        /// Alarms on the metric.
        public var metricAlarms: [MetricAlarm]

        /// Makes an answer from its parts.
        public init(metricAlarms: [MetricAlarm] = []) {
            self.metricAlarms = metricAlarms
        }
    }
}
