// SPDX-License-Identifier: Apache-2.0

/// An alarm on alarms as CloudWatch describes it.
public struct CompositeAlarm: Codable, Hashable, Sendable {
    /// Whether changes of state run actions.
    public var actionsEnabled: Bool?
    /// ARNs of what is told when the state becomes `ALARM`.
    public var alarmActions: [String]
    /// The ARN.
    public var alarmArn: String?
    /// When it was put last.
    public var alarmConfigurationUpdatedTimestamp: WireTimestamp?
    /// A text for people.
    public var alarmDescription: String?
    /// The name.
    public var alarmName: String?
    /// The rule, as it was put.
    public var alarmRule: String?
    /// ARNs of what is told when the state becomes `INSUFFICIENT_DATA`.
    public var insufficientDataActions: [String]
    /// ARNs of what is told when the state becomes `OK`.
    public var okActions: [String]
    /// Why, in a sentence.
    public var stateReason: String?
    /// Why, in JSON.
    public var stateReasonData: String?
    /// When the state was set last.
    public var stateUpdatedTimestamp: WireTimestamp?
    /// `OK`, `ALARM` or `INSUFFICIENT_DATA`.
    public var stateValue: String?
    /// When the state became another one last.
    public var stateTransitionedTimestamp: WireTimestamp?

    private enum CodingKeys: String, CodingKey {
        case actionsEnabled, alarmActions, alarmArn, alarmConfigurationUpdatedTimestamp
        case alarmDescription, alarmName, alarmRule, insufficientDataActions
        case okActions = "OKActions", stateReason, stateReasonData, stateUpdatedTimestamp
        case stateValue, stateTransitionedTimestamp
    }

    /// Makes one from its parts.
    public init(
        actionsEnabled: Bool? = nil,
        alarmActions: [String] = [],
        alarmArn: String? = nil,
        alarmConfigurationUpdatedTimestamp: WireTimestamp? = nil,
        alarmDescription: String? = nil,
        alarmName: String? = nil,
        alarmRule: String? = nil,
        insufficientDataActions: [String] = [],
        okActions: [String] = [],
        stateReason: String? = nil,
        stateReasonData: String? = nil,
        stateUpdatedTimestamp: WireTimestamp? = nil,
        stateValue: String? = nil,
        stateTransitionedTimestamp: WireTimestamp? = nil
    ) {
        self.actionsEnabled = actionsEnabled
        self.alarmActions = alarmActions
        self.alarmArn = alarmArn
        self.alarmConfigurationUpdatedTimestamp = alarmConfigurationUpdatedTimestamp
        self.alarmDescription = alarmDescription
        self.alarmName = alarmName
        self.alarmRule = alarmRule
        self.insufficientDataActions = insufficientDataActions
        self.okActions = okActions
        self.stateReason = stateReason
        self.stateReasonData = stateReasonData
        self.stateUpdatedTimestamp = stateUpdatedTimestamp
        self.stateValue = stateValue
        self.stateTransitionedTimestamp = stateTransitionedTimestamp
    }
}
