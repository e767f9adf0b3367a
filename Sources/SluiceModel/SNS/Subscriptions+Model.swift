// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceWire

extension ListSubscriptions: ModelOperation {
    /// Lists the subscriptions of all topics.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let page = try model.snsPage(model.topics.subscriptions(), nextToken)
        return Output(
            subscriptions: page.items.map { SNSSubscription($0, owner: model.account) },
            nextToken: page.next
        )
    }
}

extension ListSubscriptionsByTopic: ModelOperation {
    /// Lists the subscriptions of a topic.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let topic = try model.topic(topicArn)
        let page = try model.snsPage(model.topics.subscriptions(of: topic.arn), nextToken)
        return Output(
            subscriptions: page.items.map { SNSSubscription($0, owner: model.account) },
            nextToken: page.next
        )
    }
}

extension GetSubscriptionAttributes: ModelOperation {
    /// Answers what is set for a subscription.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let record = try model.subscription(subscriptionArn)
        return Output(attributes: [
            "SubscriptionArn": record.arn, "TopicArn": record.topicARN,
            "Protocol": record.kind, "Endpoint": record.endpoint, "Owner": model.account,
            "PendingConfirmation": record.isConfirmed ? "false" : "true",
            "ConfirmationWasAuthenticated": record.kind == "lambda" ? "true" : "false",
            "RawMessageDelivery": record.isRaw ? "true" : "false",
            "SubscriptionPrincipal": "arn:aws:iam::\(model.account):root",
        ])
    }
}

extension SetSubscriptionAttributes: ModelOperation {
    /// Sets one thing of a subscription.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var record = try model.subscription(subscriptionArn)
        try record.set(attributeName, attributeValue)
        model.commit(.subscription(record))
        return Output()
    }
}

extension SNSSubscription {
    fileprivate init(_ record: SubscriptionRecord, owner: String) {
        self.init(
            subscriptionArn: record.isConfirmed ? record.arn : "PendingConfirmation",
            owner: owner,
            protocol: record.kind,
            endpoint: record.endpoint,
            topicArn: record.topicARN
        )
    }
}
