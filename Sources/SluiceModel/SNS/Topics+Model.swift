// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceWire

extension CreateTopic: ModelOperation {
    /// Creates a topic, or answers the one of this name if it is just so.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        if name.hasSuffix(".fifo") {
            try TopicRules.check(attribute: "FifoTopic", "true")
        }
        try TopicRules.check(name: name)
        let attributes = attributes ?? [:]
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            try TopicRules.check(attribute: name, value)
        }
        let tags = Dictionary(
            (tags ?? []).map { ($0.key, $0.value) },
            uniquingKeysWith: { $1 }
        )
        try TopicRules.check(tags: tags)
        let arn = "arn:aws:sns:\(model.region):\(model.account):\(name)"
        if let topic = model.topics.topics[arn] {
            guard attributes.allSatisfy({ topic.attributes[$0.key] == $0.value }) else {
                throw .sns(
                    "InvalidParameter",
                    "Invalid parameter: Attributes Reason: Topic already exists with different "
                        + "attributes"
                )
            }
            guard self.tags == nil || tags == topic.tags else {
                throw .sns(
                    "InvalidParameter",
                    "Invalid parameter: Tags Reason: Topic already exists with different tags"
                )
            }
            return Output(topicArn: arn)
        }
        guard model.topics.topics.count < Limits.topicsMax else {
            throw .sns(
                "TopicLimitExceeded",
                "This engine keeps at most \(Limits.topicsMax) topics."
            )
        }
        model.commit(.topic(TopicRecord(arn: arn, attributes: attributes, tags: tags)))
        return Output(topicArn: arn)
    }
}

extension DeleteTopic: ModelOperation {
    /// Deletes a topic and its subscriptions; one that is not there is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        do throws(AWSFailure) {
            _ = try model.topic(topicArn)
            model.commit(.topicRemoved(topicArn))
        } catch  where error.code == "NotFound" {
            return Output()
        } catch {
            throw error
        }
        return Output()
    }
}

extension ListTopics: ModelOperation {
    /// Lists topics by name.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let page = try model.snsPage(model.topics.ordered, nextToken)
        return Output(topics: page.items.map { SNSTopic(topicArn: $0.arn) }, nextToken: page.next)
    }
}

extension SetTopicAttributes: ModelOperation {
    /// Sets one thing of a topic.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var topic = try model.topic(topicArn)
        try TopicRules.check(attribute: attributeName, attributeValue)
        topic.attributes[attributeName] = attributeValue
        model.commit(.topic(topic))
        return Output()
    }
}

extension GetTopicAttributes: ModelOperation {
    /// Answers what was set, and what SNS adds to it.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let topic = try model.topic(topicArn)
        let subscriptions = model.topics.subscriptions(of: topicArn)
        let confirmed = subscriptions.count { $0.isConfirmed }
        let known = [
            "TopicArn": topicArn, "Owner": model.account, "DisplayName": "",
            "SubscriptionsConfirmed": "\(confirmed)",
            "SubscriptionsPending": "\(subscriptions.count - confirmed)",
            "SubscriptionsDeleted": "\(topic.subscriptionsDeleted)",
            "Policy": topic.policyText(model.account),
            "EffectiveDeliveryPolicy": Self.deliveryPolicy,
        ]
        return Output(attributes: known.merging(topic.attributes) { $1 })
    }

    private static let deliveryPolicy =
        #"{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"#
        + #""numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"#
        + #""backoffFunction":"linear"},"disableSubscriptionOverrides":false,"#
        + #""defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}"#
}
