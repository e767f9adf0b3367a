// SPDX-License-Identifier: Apache-2.0

/// What an alarm of CloudWatch looks at, and when it goes off.
public struct AlarmDefinition: Hashable, Codable, Sendable {
    /// One metric, its statistic and its period.
    public struct Metric: Hashable, Codable, Sendable {
        /// `AWS/Lambda`, or one's own.
        public var namespace: String
        /// `Errors`, for example.
        public var name: String
        /// CloudWatch wants the exact set.
        public var dimensions: [String: String]
        /// The statistic: `Sum`, `Average` or `p99` for example.
        public var statistic: String
        /// Seconds of one value.
        public var period: Int

        /// Makes a metric.
        public init(
            namespace: String = "AWS/Lambda",
            name: String,
            dimensions: [String: String],
            statistic: String,
            period: Int = 60
        ) {
            self.namespace = namespace
            self.name = name
            self.dimensions = dimensions
            self.statistic = statistic
            self.period = period
        }
    }

    /// A metric of a formula, by the name that the formula calls it.
    public struct Term: Hashable, Codable, Sendable {
        /// The name.
        public var id: String
        /// The metric.
        public var metric: Metric

        /// Makes a term.
        public init(_ id: String, _ metric: Metric) {
            self.id = id
            self.metric = metric
        }
    }

    /// What an alarm is computed from.
    public enum Source: Hashable, Codable, Sendable {
        /// A metric as it is.
        case metric(Metric)
        /// Metric math: the formula whose value is compared, and the metrics in it.
        case formula(String, of: [Term])
        /// Other alarms, by a rule.
        case alarms(rule: String)
    }

    /// Its name.
    public var name: String
    /// A sentence for people.
    public var text: String
    /// What it is computed from.
    public var source: Source
    /// How values are compared, in CloudWatch's words.
    public var comparison: String
    /// What values are compared with.
    public var threshold: Double
    /// How many values are looked at (N).
    public var periods: Int
    /// How many of them must breach (M).
    public var datapoints: Int
    /// What a period without data counts as.
    public var missingData: String
    /// Whether too few samples for a percentile keep the state.
    public var keepsStateOnFewSamples: Bool

    /// Makes a definition.
    public init(
        name: String,
        text: String = "",
        source: Source,
        comparison: String = "GreaterThanThreshold",
        threshold: Double,
        periods: Int = 1,
        datapoints: Int? = nil,
        missingData: String = "missing",
        keepsStateOnFewSamples: Bool = false
    ) {
        self.name = name
        self.text = text
        self.source = source
        self.comparison = comparison
        self.threshold = threshold
        self.periods = periods
        self.datapoints = datapoints ?? periods
        self.missingData = missingData
        self.keepsStateOnFewSamples = keepsStateOnFewSamples
    }

    /// The metrics that it reads.
    public var metrics: [Metric] {
        switch source {
        case .metric(let metric): [metric]
        case .formula(_, let terms): terms.map(\.metric)
        case .alarms: []
        }
    }

    /// Seconds of data that it needs before it can go off.
    public var secondsToFire: Int { (metrics.map(\.period).max() ?? 60) * datapoints }

    /// `Average of Errors > 5`.
    public var condition: String {
        let sign: String =
            switch comparison {
            case "GreaterThanThreshold": ">"
            case "GreaterThanOrEqualToThreshold": ">="
            case "LessThanThreshold": "<"
            case "LessThanOrEqualToThreshold": "<="
            default: comparison
            }
        let what: String =
            switch source {
            case .metric(let metric): "\(metric.statistic) of \(metric.name)"
            case .formula(let formula, _): formula
            case .alarms(let rule): rule
            }
        if case .alarms = source { return what }
        let whole = threshold == threshold.rounded() && abs(threshold) < 1e15
        let limit = whole ? "\(Int64(threshold))" : Numbers.fixed(threshold, 2)
        return "\(what) \(sign) \(limit), \(datapoints) of \(periods)"
    }
}
