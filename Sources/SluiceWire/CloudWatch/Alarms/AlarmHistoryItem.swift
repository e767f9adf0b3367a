// SPDX-License-Identifier: Apache-2.0

/// Something that happened to an alarm.
public struct AlarmHistoryItem: Codable, Hashable, Sendable {
    /// The alarm.
    public var alarmName: String?
    /// `MetricAlarm` or `CompositeAlarm`.
    public var alarmType: String?
    /// When.
    public var timestamp: WireTimestamp?
    /// `ConfigurationUpdate`, `StateUpdate` or `Action`.
    public var historyItemType: String?
    /// What, in a sentence.
    public var historySummary: String?
    /// What, in JSON.
    public var historyData: String?

    /// Makes one from its parts.
    public init(
        alarmName: String? = nil,
        alarmType: String? = nil,
        timestamp: WireTimestamp? = nil,
        historyItemType: String? = nil,
        historySummary: String? = nil,
        historyData: String? = nil
    ) {
        self.alarmName = alarmName
        self.alarmType = alarmType
        self.timestamp = timestamp
        self.historyItemType = historyItemType
        self.historySummary = historySummary
        self.historyData = historyData
    }
}
