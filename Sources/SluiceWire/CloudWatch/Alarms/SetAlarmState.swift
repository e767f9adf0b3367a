// SPDX-License-Identifier: Apache-2.0

/// Puts an alarm into a state until it is evaluated next.
public struct SetAlarmState: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The alarm.
    public var alarmName: String
    /// `OK`, `ALARM` or `INSUFFICIENT_DATA`.
    public var stateValue: String
    /// Why, in a sentence.
    public var stateReason: String
    /// Why, in JSON.
    public var stateReasonData: String?

    /// Makes the operation.
    public init(
        alarmName: String,
        stateValue: String,
        stateReason: String,
        stateReasonData: String? = nil
    ) {
        self.alarmName = alarmName
        self.stateValue = stateValue
        self.stateReason = stateReason
        self.stateReasonData = stateReasonData
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
