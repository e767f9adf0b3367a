// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// One message to one subscriber, as SNS writes it.
///
/// AWS signs messages with a key of its own; here the signature says that there is none.
struct TopicMessage {
    private let publish: Publish
    private let id: String
    private let subscription: SubscriptionRecord
    private let now: Timestamp

    init(
        _ publish: Publish,
        id: String,
        to subscription: SubscriptionRecord,
        at now: Timestamp
    ) {
        self.publish = publish
        self.id = id
        self.subscription = subscription
        self.now = now
    }

    /// The message as its subscriber takes it.
    func delivery(_ text: String) -> TopicDelivery {
        if subscription.kind == "lambda" {
            let record: WireMap = [
                "EventSource": .string("aws:sns"), "EventVersion": .string("1.0"),
                "EventSubscriptionArn": .string(subscription.arn),
                "Sns": .map(body("Notification", text, urlSuffix: "Url")),
            ]
            let event: WireMap = ["Records": .list([.map(record)])]
            return TopicDelivery(
                subscription: subscription,
                headers: [:],
                body: WireJSON.text(of: .map(event))
            )
        }
        var headers = headers("Notification")
        if subscription.isRaw { headers["x-amz-sns-rawdelivery"] = "true" }
        let body = WireJSON.text(of: .map(body("Notification", text, urlSuffix: "URL")))
        return TopicDelivery(
            subscription: subscription,
            headers: headers,
            body: subscription.isRaw ? text : body,
            attributes: subscription.isRaw ? publish.messageAttributes ?? [:] : [:]
        )
    }

    /// The question whether the address wants the topic's messages.
    func confirmation() -> TopicDelivery {
        let text =
            "You have chosen to subscribe to the topic \(subscription.topicARN).\nTo confirm the "
            + "subscription, visit the SubscribeURL included in this message."
        var body = body("SubscriptionConfirmation", text, urlSuffix: "URL")
        body["UnsubscribeURL"] = nil
        body["Token"] = .string(subscription.token)
        body["SubscribeURL"] = .string(
            "\(subscription.home)/?Action=ConfirmSubscription&Version=2010-03-31"
                + "&TopicArn=\(subscription.topicARN)&Token=\(subscription.token)"
        )
        return TopicDelivery(
            subscription: subscription,
            headers: headers("SubscriptionConfirmation"),
            body: WireJSON.text(of: .map(body))
        )
    }

    private func headers(_ type: String) -> [String: String] {
        var headers = [
            "Content-Type": "text/plain; charset=UTF-8",
            "User-Agent": "Amazon Simple Notification Service Agent",
            "x-amz-sns-message-type": type, "x-amz-sns-message-id": id,
            "x-amz-sns-topic-arn": subscription.topicARN,
        ]
        if subscription.isConfirmed { headers["x-amz-sns-subscription-arn"] = subscription.arn }
        return headers
    }

    private func body(_ type: String, _ text: String, urlSuffix: String) -> WireMap {
        var body: WireMap = [
            "Type": .string(type), "MessageId": .string(id),
            "TopicArn": .string(subscription.topicARN),
        ]
        if let subject = publish.subject { body["Subject"] = .string(subject) }
        // A function is told of an absent subject, an address is not.
        if publish.subject == nil, subscription.kind == "lambda" { body["Subject"] = .null }
        body["Message"] = .string(text)
        body["Timestamp"] = .string(now.iso8601)
        body["SignatureVersion"] = .string("1")
        body["Signature"] = .string("UNSIGNED")
        body["SigningCert\(urlSuffix)"] = .string("\(subscription.home)/no-certificate")
        body["Unsubscribe\(urlSuffix)"] = .string(
            "\(subscription.home)/?Action=Unsubscribe&Version=2010-03-31&SubscriptionArn="
                + subscription.arn
        )
        let attributes = (publish.messageAttributes ?? [:]).sorted { $0.key < $1.key }
        if !attributes.isEmpty || subscription.kind == "lambda" {
            var map = WireMap()
            for (name, value) in attributes { map[name] = .map(value.shown) }
            body["MessageAttributes"] = .map(map)
        }
        return body
    }
}

extension MessageAttributeValue {
    fileprivate var shown: WireMap {
        let value = binaryValue.map { WireValue.bytes($0.bytes) } ?? .string(stringValue ?? "")
        return ["Type": .string(dataType), "Value": value]
    }
}
