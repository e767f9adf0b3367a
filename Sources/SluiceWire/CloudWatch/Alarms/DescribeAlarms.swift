// SPDX-License-Identifier: Apache-2.0

/// Lists alarms by name.
public struct DescribeAlarms: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Only these; unknown ones are silently absent.
    public var alarmNames: [String]?
    /// Only names that begin so.
    public var alarmNamePrefix: String?
    /// `MetricAlarm` (default), `CompositeAlarm`.
    public var alarmTypes: [String]?
    /// Only alarms that the rule of this composite alarm names.
    public var childrenOfAlarmName: String?
    /// Only composite alarms whose rules name this alarm.
    public var parentsOfAlarmName: String?
    /// Only alarms in this state.
    public var stateValue: String?
    /// Only alarms with an action that begins so.
    public var actionPrefix: String?
    /// The most alarms of one page: 1 to 100.
    public var maxRecords: Int?
    /// Where the page before ended.
    public var nextToken: String?

    /// Makes the operation.
    public init(
        alarmNames: [String]? = nil,
        alarmNamePrefix: String? = nil,
        alarmTypes: [String]? = nil,
        childrenOfAlarmName: String? = nil,
        parentsOfAlarmName: String? = nil,
        stateValue: String? = nil,
        actionPrefix: String? = nil,
        maxRecords: Int? = nil,
        nextToken: String? = nil
    ) {
        self.alarmNames = alarmNames
        self.alarmNamePrefix = alarmNamePrefix
        self.alarmTypes = alarmTypes
        self.childrenOfAlarmName = childrenOfAlarmName
        self.parentsOfAlarmName = parentsOfAlarmName
        self.stateValue = stateValue
        self.actionPrefix = actionPrefix
        self.maxRecords = maxRecords
        self.nextToken = nextToken
    }

    /// A page of alarms.
    public struct Output: Codable, Hashable, Sendable {
        /// Alarms on alarms.
        public var compositeAlarms: [CompositeAlarm]
        /// Alarms on metrics.
        public var metricAlarms: [MetricAlarm]
        /// Where the next page begins, if there is one.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(
            compositeAlarms: [CompositeAlarm] = [],
            metricAlarms: [MetricAlarm] = [],
            nextToken: String? = nil
        ) {
            self.compositeAlarms = compositeAlarms
            self.metricAlarms = metricAlarms
            self.nextToken = nextToken
        }
    }
}
