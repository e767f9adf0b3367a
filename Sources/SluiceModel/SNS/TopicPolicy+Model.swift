// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension TopicRecord {
    private static let actions = [
        "GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission",
        "DeleteTopic", "Subscribe", "ListSubscriptionsByTopic", "Publish",
    ]

    /// The policy that was set, or the one that a topic is born with.
    func policyText(_ account: String) -> String {
        if let policy = attributes["Policy"], !policy.isEmpty { return policy }
        let statement: WireMap = [
            "Sid": .string("__default_statement_ID"), "Effect": .string("Allow"),
            "Principal": .map(["AWS": .string("*")]),
            "Action": .list(Self.actions.map { .string("SNS:\($0)") }),
            "Resource": .string(arn),
            "Condition": .map([
                "StringEquals": .map(["AWS:SourceOwner": .string(account)])
            ]),
        ]
        return WireJSON.text(
            of: .map([
                "Version": .string("2008-10-17"), "Id": .string("__default_policy_ID"),
                "Statement": .list([.map(statement)]),
            ])
        )
    }

    /// The statements of the policy.
    fileprivate func statements(_ account: String) -> (policy: WireMap, list: [WireValue]) {
        guard case .map(let policy)? = WireJSON.value(of: policyText(account)),
            case .list(let list)? = policy["Statement"]
        else { return (["Version": .string("2008-10-17")], []) }
        return (policy, list)
    }

    fileprivate mutating func set(_ statements: [WireValue], in policy: WireMap) {
        var policy = policy
        policy["Statement"] = .list(statements)
        attributes["Policy"] = WireJSON.text(of: .map(policy))
    }

    fileprivate static func label(of statement: WireValue) -> String? {
        guard case .map(let map) = statement, case .string(let label)? = map["Sid"] else {
            return nil
        }
        return label
    }

    fileprivate static func check(action: String) throws(AWSFailure) {
        guard actions.contains(action) else {
            throw .sns(
                "InvalidParameter",
                "Invalid parameter: Policy statement action out of service scope!"
            )
        }
    }
}

extension SNS.AddPermission: ModelOperation {
    /// Adds a statement to the topic's policy, which is kept and not enforced.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var topic = try model.topic(topicArn)
        for action in actionName { try TopicRecord.check(action: action) }
        var (policy, statements) = topic.statements(model.account)
        guard !statements.contains(where: { TopicRecord.label(of: $0) == label }) else {
            throw .sns("InvalidParameter", "Invalid parameter: Statement already exists")
        }
        let accounts = awsAccountId.map { WireValue.string("arn:aws:iam::\($0):root") }
        let actions = actionName.map { WireValue.string("SNS:\($0)") }
        statements.append(
            .map([
                "Sid": .string(label), "Effect": .string("Allow"),
                "Principal": .map(["AWS": accounts.count == 1 ? accounts[0] : .list(accounts)]),
                "Action": actions.count == 1 ? actions[0] : .list(actions),
                "Resource": .string(topic.arn),
            ])
        )
        topic.set(statements, in: policy)
        try TopicRules.check(attribute: "Policy", topic.attributes["Policy"])
        model.commit(.topic(topic))
        return Output()
    }
}

extension SNS.RemovePermission: ModelOperation {
    /// Takes a statement out of the topic's policy; one that is not there is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var topic = try model.topic(topicArn)
        let (policy, statements) = topic.statements(model.account)
        topic.set(statements.filter { TopicRecord.label(of: $0) != label }, in: policy)
        model.commit(.topic(topic))
        return Output()
    }
}
