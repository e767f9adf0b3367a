// SPDX-License-Identifier: Apache-2.0

/// An alarm on a metric as CloudWatch describes it.
public struct MetricAlarm: Codable, Hashable, Sendable {
    /// The name.
    public var alarmName: String?
    /// The ARN.
    public var alarmArn: String?
    /// A text for people.
    public var alarmDescription: String?
    /// When it was put last.
    public var alarmConfigurationUpdatedTimestamp: WireTimestamp?
    /// Whether changes of state run actions.
    public var actionsEnabled: Bool?
    /// ARNs of what is told when the state becomes `OK`.
    public var okActions: [String]
    /// ARNs of what is told when the state becomes `ALARM`.
    public var alarmActions: [String]
    /// ARNs of what is told when the state becomes `INSUFFICIENT_DATA`.
    public var insufficientDataActions: [String]
    /// `OK`, `ALARM` or `INSUFFICIENT_DATA`.
    public var stateValue: String?
    /// Why, in a sentence.
    public var stateReason: String?
    /// Why, in JSON.
    public var stateReasonData: String?
    /// When the state was set last.
    public var stateUpdatedTimestamp: WireTimestamp?
    /// The metric.
    public var metricName: String?
    /// The metric's namespace.
    public var namespace: String?
    /// The statistic.
    public var statistic: String?
    /// A percentile or a trimmed statistic.
    public var extendedStatistic: String?
    /// The metric's dimensions.
    public var dimensions: [MetricDimension]
    /// Seconds of one data point.
    public var period: Int?
    /// The unit of its data points.
    public var unit: String?
    /// Data points that are looked at (N).
    public var evaluationPeriods: Int?
    /// How many of them must breach (M).
    public var datapointsToAlarm: Int?
    /// What values are compared with.
    public var threshold: Double?
    /// How they are compared.
    public var comparisonOperator: String?
    /// What a period without data counts as.
    public var treatMissingData: String?
    /// What too few samples for a percentile mean.
    public var evaluateLowSampleCountPercentile: String?
    /// Metric math in the place of a metric.
    public var metrics: [MetricDataQuery]?
    /// When the state became another one last.
    public var stateTransitionedTimestamp: WireTimestamp?

    private enum CodingKeys: String, CodingKey {
        case alarmName, alarmArn, alarmDescription, alarmConfigurationUpdatedTimestamp
        case actionsEnabled, okActions = "OKActions", alarmActions, insufficientDataActions
        case stateValue, stateReason, stateReasonData, stateUpdatedTimestamp, metricName
        case namespace, statistic, extendedStatistic, dimensions, period, unit
        case evaluationPeriods, datapointsToAlarm, threshold, comparisonOperator
        case treatMissingData, evaluateLowSampleCountPercentile, metrics
        case stateTransitionedTimestamp
    }

    /// Makes one from its parts.
    public init(
        alarmName: String? = nil,
        alarmArn: String? = nil,
        alarmDescription: String? = nil,
        alarmConfigurationUpdatedTimestamp: WireTimestamp? = nil,
        actionsEnabled: Bool? = nil,
        okActions: [String] = [],
        alarmActions: [String] = [],
        insufficientDataActions: [String] = [],
        stateValue: String? = nil,
        stateReason: String? = nil,
        stateReasonData: String? = nil,
        stateUpdatedTimestamp: WireTimestamp? = nil,
        metricName: String? = nil,
        namespace: String? = nil,
        statistic: String? = nil,
        extendedStatistic: String? = nil,
        dimensions: [MetricDimension] = [],
        period: Int? = nil,
        unit: String? = nil,
        evaluationPeriods: Int? = nil,
        datapointsToAlarm: Int? = nil,
        threshold: Double? = nil,
        comparisonOperator: String? = nil,
        treatMissingData: String? = nil,
        evaluateLowSampleCountPercentile: String? = nil,
        metrics: [MetricDataQuery]? = nil,
        stateTransitionedTimestamp: WireTimestamp? = nil
    ) {
        self.alarmName = alarmName
        self.alarmArn = alarmArn
        self.alarmDescription = alarmDescription
        self.alarmConfigurationUpdatedTimestamp = alarmConfigurationUpdatedTimestamp
        self.actionsEnabled = actionsEnabled
        self.okActions = okActions
        self.alarmActions = alarmActions
        self.insufficientDataActions = insufficientDataActions
        self.stateValue = stateValue
        self.stateReason = stateReason
        self.stateReasonData = stateReasonData
        self.stateUpdatedTimestamp = stateUpdatedTimestamp
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
        self.stateTransitionedTimestamp = stateTransitionedTimestamp
    }
}
