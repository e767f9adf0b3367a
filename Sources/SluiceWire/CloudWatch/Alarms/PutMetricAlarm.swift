// SPDX-License-Identifier: Apache-2.0

/// Makes an alarm, or replaces one of the same name.
public struct PutMetricAlarm: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The name.
    public var alarmName: String
    /// A text for people.
    public var alarmDescription: String?
    /// Whether changes of state run actions; `nil` is yes.
    public var actionsEnabled: Bool?
    /// ARNs of what is told when the state becomes `OK`.
    public var okActions: [String]?
    /// ARNs of what is told when the state becomes `ALARM`.
    public var alarmActions: [String]?
    /// ARNs of what is told when the state becomes `INSUFFICIENT_DATA`.
    public var insufficientDataActions: [String]?
    /// The metric; not together with `metrics`.
    public var metricName: String?
    /// The metric's namespace.
    public var namespace: String?
    /// `SampleCount`, `Average`, `Sum`, `Minimum` or `Maximum`.
    public var statistic: String?
    /// A percentile or a trimmed statistic in the place of `statistic`.
    public var extendedStatistic: String?
    /// The metric's dimensions.
    public var dimensions: [MetricDimension]?
    /// Seconds of one data point.
    public var period: Int?
    /// Only data points of this unit.
    public var unit: String?
    /// Data points that are looked at (N).
    public var evaluationPeriods: Int?
    /// How many of them must breach (M); `nil` is all.
    public var datapointsToAlarm: Int?
    /// What values are compared with.
    public var threshold: Double?
    /// How they are compared.
    public var comparisonOperator: String?
    /// `missing` (default), `ignore`, `breaching` or `notBreaching`.
    public var treatMissingData: String?
    /// `ignore` keeps the state while there are too few samples for the percentile.
    public var evaluateLowSampleCountPercentile: String?
    /// Metric math in the place of a metric.
    public var metrics: [MetricDataQuery]?
    /// Tags, of a new alarm only.
    public var tags: [CloudWatchTag]?
    /// The band of anomaly detection, which the engine refuses.
    public var thresholdMetricId: String?

    private enum CodingKeys: String, CodingKey {
        case alarmName, alarmDescription, actionsEnabled, okActions = "OKActions", alarmActions
        case insufficientDataActions, metricName, namespace, statistic, extendedStatistic
        case dimensions, period, unit, evaluationPeriods, datapointsToAlarm, threshold
        case comparisonOperator, treatMissingData, evaluateLowSampleCountPercentile, metrics
        case tags, thresholdMetricId
    }

    /// Makes the operation.
    public init(
        alarmName: String,
        alarmDescription: String? = nil,
        actionsEnabled: Bool? = nil,
        okActions: [String]? = nil,
        alarmActions: [String]? = nil,
        insufficientDataActions: [String]? = nil,
        metricName: String? = nil,
        namespace: String? = nil,
        statistic: String? = nil,
        extendedStatistic: String? = nil,
        dimensions: [MetricDimension]? = nil,
        period: Int? = nil,
        unit: String? = nil,
        evaluationPeriods: Int? = nil,
        datapointsToAlarm: Int? = nil,
        threshold: Double? = nil,
        comparisonOperator: String? = nil,
        treatMissingData: String? = nil,
        evaluateLowSampleCountPercentile: String? = nil,
        metrics: [MetricDataQuery]? = nil,
        tags: [CloudWatchTag]? = nil,
        thresholdMetricId: String? = nil
    ) {
        self.alarmName = alarmName
        self.alarmDescription = alarmDescription
        self.actionsEnabled = actionsEnabled
        self.okActions = okActions
        self.alarmActions = alarmActions
        self.insufficientDataActions = insufficientDataActions
        self.metricName = metricName
        self.namespace = namespace
        self.statistic = statistic
        self.extendedStatistic = extendedStatistic
        self.dimensions = dimensions
        self.period = period
        self.unit = unit
        self.evaluationPeriods = evaluationPeriods
        self.datapointsToAlarm = datapointsToAlarm
        self.threshold = threshold
        self.comparisonOperator = comparisonOperator
        self.treatMissingData = treatMissingData
        self.evaluateLowSampleCountPercentile = evaluateLowSampleCountPercentile
        self.metrics = metrics
        self.tags = tags
        self.thresholdMetricId = thresholdMetricId
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
