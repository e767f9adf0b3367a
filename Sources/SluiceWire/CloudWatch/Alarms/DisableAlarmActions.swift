// SPDX-License-Identifier: Apache-2.0

/// Keeps changes of state from running actions.
public struct DisableAlarmActions: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The alarms.
    public var alarmNames: [String]

    /// Makes the operation.
    public init(alarmNames: [String] = []) {
        self.alarmNames = alarmNames
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
