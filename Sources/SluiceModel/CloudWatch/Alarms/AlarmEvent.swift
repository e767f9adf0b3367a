// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

/// Something that happened to an alarm, as its history keeps it.
public struct AlarmEvent: Codable, Hashable, Sendable {
    /// What kind of thing.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case configurationUpdate = "ConfigurationUpdate"
        case stateUpdate = "StateUpdate"
        case action = "Action"
    }

    /// Counts up with every event of the account.
    public let number: Int
    /// The alarm's name.
    public let alarm: String
    /// `MetricAlarm` or `CompositeAlarm`.
    public let alarmType: String
    /// When.
    public let at: Timestamp
    /// What kind of thing.
    public let kind: Kind
    /// What, in a sentence.
    public let summary: String
    /// What, in JSON.
    public let data: String
}
