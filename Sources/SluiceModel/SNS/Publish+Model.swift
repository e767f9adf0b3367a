// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

extension LambdaModel {
    /// What each confirmed subscriber of a topic is sent when this is published.
    ///
    /// - Parameters:
    ///   - publish: the message.
    ///   - id: the message's id.
    ///   - now: when it is published.
    /// - Returns: a delivery for each of them.
    /// - Throws: SNS's refusal of the message, or 404 without such a topic.
    public func deliveries(
        of publish: Publish,
        id: String,
        at now: Timestamp
    ) throws(AWSFailure) -> [TopicDelivery] {
        if publish.phoneNumber != nil {
            throw .sns(
                "InvalidParameter",
                "Invalid parameter: PhoneNumber Reason: this engine sends to topics only"
            )
        }
        guard let arn = publish.topicArn ?? publish.targetArn else {
            throw .sns("InvalidParameter", "Invalid parameter: TopicArn or TargetArn")
        }
        let texts = try publish.texts()
        let topic = try topic(arn)
        return topics.subscriptions(of: topic.arn).filter(\.isConfirmed).map { subscription in
            TopicMessage(publish, id: id, to: subscription, at: now)
                .delivery(texts[subscription.kind] ?? texts["default"] ?? publish.message)
        }
    }

    /// What an address is sent so that it can confirm its subscription.
    public func confirmation(
        of subscription: SubscriptionRecord,
        id: String,
        at now: Timestamp
    ) -> TopicDelivery {
        TopicMessage(Publish(message: ""), id: id, to: subscription, at: now).confirmation()
    }
}

extension Publish {
    /// The text for each protocol, under `default` the one for all others.
    fileprivate func texts() throws(AWSFailure) -> [String: String] {
        guard !message.isEmpty else {
            throw .sns("InvalidParameter", "Invalid parameter: Empty message")
        }
        try check(subject)
        var bytes = message.utf8.count
        for (name, value) in (messageAttributes ?? [:]).sorted(by: { $0.key < $1.key }) {
            bytes += name.utf8.count + (try value.checkedBytes(name))
        }
        guard bytes <= Limits.topicMessageBytesMax else {
            throw .sns("InvalidParameter", "Invalid parameter: Message too long")
        }
        guard let messageStructure else { return ["default": message] }
        guard messageStructure == "json" else {
            throw .sns("InvalidParameter", "Invalid parameter: MessageStructure")
        }
        guard case .map(let map)? = WireJSON.value(of: message) else {
            throw .sns(
                "InvalidParameter",
                "Invalid parameter: Message Structure - JSON message body failed to parse"
            )
        }
        var texts: [String: String] = [:]
        for entry in map.entries {
            if case .string(let text) = entry.value { texts[entry.key] = text }
        }
        guard texts["default"] != nil else {
            throw .sns(
                "InvalidParameter",
                "Invalid parameter: Message Structure - No default entry in JSON message body"
            )
        }
        return texts
    }

    private func check(_ subject: String?) throws(AWSFailure) {
        guard let subject else { return }
        let isPlain = subject.unicodeScalars.allSatisfy { (0x20...0x7e).contains($0.value) }
        guard !subject.isEmpty, subject.count <= Limits.topicSubjectMax, isPlain else {
            throw .sns("InvalidParameter", "Invalid parameter: Subject")
        }
    }
}

extension MessageAttributeValue {
    /// How much it is; refuses what says nothing or is of no type.
    fileprivate func checkedBytes(_ name: String) throws(AWSFailure) -> Int {
        let kind = dataType.split(separator: ".").first ?? ""
        guard ["String", "Number", "Binary"].contains(kind) else {
            throw .sns(
                "ParameterValueInvalid",
                "The message attribute '\(name)' has an invalid message attribute type, the set of "
                    + "supported type prefixes is Binary, Number, and String."
            )
        }
        let size = kind == "Binary" ? binaryValue?.bytes.count : stringValue?.utf8.count
        guard let size, size > 0 else {
            throw .sns(
                "ParameterValueInvalid",
                "The message attribute '\(name)' must contain non-empty message attribute value "
                    + "for message attribute type '\(dataType)'."
            )
        }
        if kind == "Number", Double(stringValue ?? "") == nil {
            throw .sns(
                "ParameterValueInvalid",
                "Could not cast message attribute '\(name)' value to number."
            )
        }
        return size + dataType.utf8.count
    }
}
