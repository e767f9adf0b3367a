// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceWire

extension LambdaModel {
    /// Subscribes an address to a topic; the same one twice is one subscription.
    ///
    /// A function and a queue hear of messages at once, an address of HTTP when it has confirmed.
    ///
    /// - Parameters:
    ///   - request: the address and the topic.
    ///   - id: the last part of a new subscription's ARN.
    ///   - token: what a new subscription is confirmed with.
    ///   - home: where the subscriber reaches SNS.
    /// - Returns: the subscription.
    /// - Throws: SNS's refusal.
    public mutating func subscribe(
        _ request: Subscribe,
        id: String,
        token: String,
        home: String
    ) throws(AWSFailure) -> SubscriptionRecord {
        guard let endpoint = request.endpoint, !endpoint.isEmpty else {
            throw .sns("InvalidParameter", "Invalid parameter: Endpoint")
        }
        try TopicRules.check(protocol: request.protocol, endpoint: endpoint)
        if request.protocol == "sqs", endpoint.hasSuffix(".fifo") {
            throw .sns(
                "InvalidParameter",
                "Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be "
                    + "subscribed to standard SNS topics"
            )
        }
        let topic = try topic(request.topicArn)
        let present = topics.subscriptions(of: topic.arn).first {
            $0.kind == request.protocol && $0.endpoint == endpoint
        }
        if present == nil, topics.subscriptions.count >= Limits.subscriptionsMax {
            throw .sns(
                "SubscriptionLimitExceeded",
                "This engine keeps at most \(Limits.subscriptionsMax) subscriptions."
            )
        }
        var record =
            present
            ?? SubscriptionRecord(
                arn: "\(topic.arn):\(id)",
                topicARN: topic.arn,
                kind: request.protocol,
                endpoint: endpoint,
                token: token,
                home: home,
                isConfirmed: ["lambda", "sqs"].contains(request.protocol)
            )
        for (name, value) in (request.attributes ?? [:]).sorted(by: { $0.key < $1.key }) {
            try record.set(name, value)
        }
        commit(.subscription(record))
        return record
    }
}

extension SubscriptionRecord {
    mutating func set(_ name: String, _ value: String?) throws(AWSFailure) {
        switch name {
        case "RawMessageDelivery":
            guard let value, value == "true" || value == "false" else {
                throw .sns("InvalidParameter", "Invalid parameter: RawMessageDelivery")
            }
            isRaw = value == "true"
        case "FilterPolicy", "FilterPolicyScope", "RedrivePolicy", "DeliveryPolicy":
            guard value == nil || value == "" || value == "{}" else {
                throw .sns(
                    "InvalidParameter",
                    "Invalid parameter: \(name) Reason: it is not offered by this engine"
                )
            }
        default: throw .sns("InvalidParameter", "Invalid parameter: AttributeName")
        }
    }
}

extension ConfirmSubscription: ModelOperation {
    /// Confirms the subscription that the token belongs to.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        _ = try model.topic(topicArn)
        let found = model.topics.subscriptions(of: topicArn).first { $0.token == token }
        guard var record = found else {
            throw .sns("InvalidParameter", "Invalid parameter: Token")
        }
        record.isConfirmed = true
        model.commit(.subscription(record))
        return Output(subscriptionArn: record.arn)
    }
}

extension Unsubscribe: ModelOperation {
    /// Ends a subscription; one that is not there is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        guard subscriptionArn.hasPrefix("arn:") else {
            throw .sns("InvalidParameter", "Invalid parameter: SubscriptionArn")
        }
        guard let record = model.topics.subscriptions[subscriptionArn] else { return Output() }
        model.commit(.subscriptionRemoved(record.arn))
        if var topic = model.topics.topics[record.topicARN] {
            topic.subscriptionsDeleted += 1
            model.commit(.topic(topic))
        }
        return Output()
    }
}
