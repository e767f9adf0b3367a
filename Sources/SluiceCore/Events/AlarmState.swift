// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What CloudWatch says of an alarm.
public struct AlarmState: Hashable, Codable, Sendable {
    /// The states of CloudWatch, and that there is no such alarm.
    public enum Value: String, Hashable, Codable, Sendable {
        case ok = "OK"
        case alarm = "ALARM"
        case insufficientData = "INSUFFICIENT_DATA"
        case missing = "MISSING"
    }

    /// The alarm's name.
    public var name: String
    /// Its state.
    public var value: Value
    /// Why, in CloudWatch's words.
    public var reason: String
    /// Since when it has been in that state, where CloudWatch says so.
    public var since: Timestamp?

    /// Makes a state.
    public init(name: String, value: Value, reason: String = "", since: Timestamp? = nil) {
        self.name = name
        self.value = value
        self.reason = reason
        self.since = since
    }
}
