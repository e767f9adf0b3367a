// SPDX-License-Identifier: Apache-2.0

/// Makes an alarm on the states of other alarms, or replaces one.
public struct PutCompositeAlarm: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Whether changes of state run actions; `nil` is yes.
    public var actionsEnabled: Bool?
    /// ARNs of what is told when the state becomes `ALARM`.
    public var alarmActions: [String]?
    /// A text for people.
    public var alarmDescription: String?
    /// The name.
    public var alarmName: String
    /// Which states make it alarm: `ALARM("a") AND NOT OK("b")`.
    public var alarmRule: String
    /// ARNs of what is told when the state becomes `INSUFFICIENT_DATA`.
    public var insufficientDataActions: [String]?
    /// ARNs of what is told when the state becomes `OK`.
    public var okActions: [String]?
    /// Tags, of a new alarm only.
    public var tags: [CloudWatchTag]?
    /// An alarm that holds actions back, which the engine refuses.
    public var actionsSuppressor: String?

    private enum CodingKeys: String, CodingKey {
        case actionsEnabled, alarmActions, alarmDescription, alarmName, alarmRule
        case insufficientDataActions, okActions = "OKActions", tags, actionsSuppressor
    }

    /// Makes the operation.
    public init(
        actionsEnabled: Bool? = nil,
        alarmActions: [String]? = nil,
        alarmDescription: String? = nil,
        alarmName: String,
        alarmRule: String,
        insufficientDataActions: [String]? = nil,
        okActions: [String]? = nil,
        tags: [CloudWatchTag]? = nil,
        actionsSuppressor: String? = nil
    ) {
        self.actionsEnabled = actionsEnabled
        self.alarmActions = alarmActions
        self.alarmDescription = alarmDescription
        self.alarmName = alarmName
        self.alarmRule = alarmRule
        self.insufficientDataActions = insufficientDataActions
        self.okActions = okActions
        self.tags = tags
        self.actionsSuppressor = actionsSuppressor
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
