// SPDX-License-Identifier: Apache-2.0

/// Lists what happened to alarms.
public struct DescribeAlarmHistory: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Only this alarm.
    public var alarmName: String?
    /// `MetricAlarm` (default), `CompositeAlarm`.
    public var alarmTypes: [String]?
    /// `ConfigurationUpdate`, `StateUpdate` or `Action`.
    public var historyItemType: String?
    /// Nothing before.
    public var startDate: WireTimestamp?
    /// Nothing after.
    public var endDate: WireTimestamp?
    /// The most items of one page: 1 to 100.
    public var maxRecords: Int?
    /// Where the page before ended.
    public var nextToken: String?
    /// `TimestampDescending` (default) or `TimestampAscending`.
    public var scanBy: String?

    /// Makes the operation.
    public init(
        alarmName: String? = nil,
        alarmTypes: [String]? = nil,
        historyItemType: String? = nil,
        startDate: WireTimestamp? = nil,
        endDate: WireTimestamp? = nil,
        maxRecords: Int? = nil,
        nextToken: String? = nil,
        scanBy: String? = nil
    ) {
        self.alarmName = alarmName
        self.alarmTypes = alarmTypes
        self.historyItemType = historyItemType
        self.startDate = startDate
        self.endDate = endDate
        self.maxRecords = maxRecords
        self.nextToken = nextToken
        self.scanBy = scanBy
    }

    /// A page of items.
    public struct Output: Codable, Hashable, Sendable {
        /// The items.
        public var alarmHistoryItems: [AlarmHistoryItem]
        /// Where the next page begins, if there is one.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(alarmHistoryItems: [AlarmHistoryItem] = [], nextToken: String? = nil) {
            self.alarmHistoryItems = alarmHistoryItems
            self.nextToken = nextToken
        }
    }
}
