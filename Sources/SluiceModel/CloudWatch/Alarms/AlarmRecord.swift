// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

/// An alarm as it is kept.
public struct AlarmRecord: Codable, Hashable, Sendable {
    /// What the alarm looks at.
    public enum Definition: Codable, Hashable, Sendable {
        /// A metric, or metric math.
        case metric(PutMetricAlarm)
        /// Other alarms.
        case composite(PutCompositeAlarm)
    }

    /// The name.
    public let name: String
    /// What it looks at.
    public var definition: Definition
    /// Whether changes of state run actions.
    public var actionsEnabled: Bool
    /// The tags.
    public var tags: [String: String]
    /// When it was put last.
    public var configuredAt: Timestamp
    /// The state.
    public var state = AlarmState.insufficientData
    /// Why, in a sentence.
    public var reason = "Unchecked: Initial alarm creation"
    /// Why, in JSON.
    public var reasonData: String?
    /// When the state was set last.
    public var stateUpdatedAt: Timestamp
    /// When the state became another one last.
    public var transitionedAt: Timestamp

    init(
        name: String,
        definition: Definition,
        actionsEnabled: Bool,
        tags: [String: String],
        at now: Timestamp
    ) {
        self.name = name
        self.definition = definition
        self.actionsEnabled = actionsEnabled
        self.tags = tags
        configuredAt = now
        stateUpdatedAt = now
        transitionedAt = now
    }

    /// `MetricAlarm` or `CompositeAlarm`.
    var type: String {
        switch definition {
        case .metric: "MetricAlarm"
        case .composite: "CompositeAlarm"
        }
    }

    /// The text for people.
    var description: String? {
        switch definition {
        case .metric(let alarm): alarm.alarmDescription
        case .composite(let alarm): alarm.alarmDescription
        }
    }

    /// The metric that it looks at, if it is one on a metric or on metric math.
    var metric: PutMetricAlarm? {
        if case .metric(let alarm) = definition { alarm } else { nil }
    }

    /// The rule, if it is one on alarms; what is kept was read before.
    var rule: AlarmRule? {
        guard case .composite(let alarm) = definition else { return nil }
        return AlarmRule(alarm.alarmRule)
    }

    /// ARNs of what is told of a state.
    func actions(for state: AlarmState) -> [String] {
        switch (definition, state) {
        case (.metric(let alarm), .ok): alarm.okActions ?? []
        case (.metric(let alarm), .alarm): alarm.alarmActions ?? []
        case (.metric(let alarm), .insufficientData): alarm.insufficientDataActions ?? []
        case (.composite(let alarm), .ok): alarm.okActions ?? []
        case (.composite(let alarm), .alarm): alarm.alarmActions ?? []
        case (.composite(let alarm), .insufficientData): alarm.insufficientDataActions ?? []
        }
    }

    /// All actions.
    var actions: [String] { AlarmState.allCases.flatMap { actions(for: $0) } }
}

extension LambdaModel {
    /// The ARN of an alarm.
    func alarmARN(_ name: String) -> String {
        "arn:aws:cloudwatch:\(region):\(account):alarm:\(name)"
    }
}

extension AlarmRecord {
    /// Refuses actions that are no ARNs.
    static func checkARNs(_ lists: [String]?...) throws(AWSFailure) {
        for action in lists.flatMap({ $0 ?? [] }) {
            let parts = action.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count < 6 || parts[0] != "arn" else { continue }
            throw .validationError("Invalid arn syntax: \(action)")
        }
    }
}
