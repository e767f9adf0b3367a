// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// What SNS checks, and the words it refuses with.
enum TopicRules {
    /// What may be set for a topic.
    private static let settable: Set = [
        "DisplayName", "Policy", "DeliveryPolicy", "TracingConfig", "SignatureVersion",
        "KmsMasterKeyId",
    ]

    static func check(name: String) throws(AWSFailure) {
        guard (1...256).contains(name.utf8.count), name.isWord() else {
            throw .sns("InvalidParameter", "Invalid parameter: Topic Name")
        }
    }

    static func check(attribute name: String, _ value: String?) throws(AWSFailure) {
        if name == "FifoTopic" || name == "ContentBasedDeduplication" {
            guard value == nil || value == "false" else {
                throw .sns(
                    "InvalidParameter",
                    "Invalid parameter: \(name) Reason: FIFO topics are not offered by this engine"
                )
            }
            return
        }
        guard settable.contains(name) else {
            throw .sns("InvalidParameter", "Invalid parameter: AttributeName")
        }
        guard (value?.utf8.count ?? 0) <= Limits.topicAttributeBytesMax else {
            throw .sns("InvalidParameter", "Invalid parameter: \(name) Reason: it is too long")
        }
        if name == "Policy" || name == "DeliveryPolicy", let value, !value.isEmpty,
            WireJSON.value(of: value) == nil
        {
            throw .sns("InvalidParameter", "Invalid parameter: \(name) Error:null")
        }
    }

    static func check(tags: [String: String]) throws(AWSFailure) {
        guard tags.count <= Limits.tagsMax else {
            throw .sns(
                "TagLimitExceeded",
                "Could not complete request: tag quota of per resource exceeded"
            )
        }
    }

    /// The protocols that there are, and those that are offered here.
    static func check(protocol name: String, endpoint: String) throws(AWSFailure) {
        let known = [
            "http", "https", "email", "email-json", "sms", "sqs", "application", "lambda",
            "firehose",
        ]
        guard known.contains(name) else {
            throw .sns(
                "InvalidParameter",
                "Invalid parameter: Amazon SNS does not support this protocol string: \(name)"
            )
        }
        switch name {
        case "http":
            guard endpoint.hasPrefix("http://") else {
                throw .sns(
                    "InvalidParameter",
                    "Invalid parameter: Endpoint must match the specified protocol"
                )
            }
        case "lambda":
            guard endpoint.hasPrefix("arn:"), endpoint.contains(":lambda:") else {
                throw .sns("InvalidParameter", "Invalid parameter: Lambda endpoint ARN")
            }
        case "sqs":
            guard endpoint.hasPrefix("arn:"), endpoint.contains(":sqs:") else {
                throw .sns("InvalidParameter", "Invalid parameter: SQS endpoint ARN")
            }
        default:
            throw .sns(
                "InvalidParameter",
                "Invalid parameter: Protocol Reason: this engine sends to http, lambda and sqs, "
                    + "not to \(name)"
            )
        }
        guard endpoint.utf8.count <= Limits.topicEndpointBytesMax else {
            throw .sns("InvalidParameter", "Invalid parameter: Endpoint Reason: it is too long")
        }
    }
}

extension AWSFailure {
    /// 400: a refusal of SNS.
    static func sns(_ code: String, _ message: String) -> AWSFailure {
        AWSFailure(code: code, message: message, status: 400)
    }

    /// 404: a topic or subscription that is not there.
    static func snsNotFound(_ what: String) -> AWSFailure {
        AWSFailure(code: "NotFound", message: "\(what) does not exist", status: 404)
    }
}

extension LambdaModel {
    /// The topic of an ARN.
    ///
    /// - Throws: 400 for what is no topic's ARN, 404 `NotFound`.
    public func topic(_ arn: String) throws(AWSFailure) -> TopicRecord {
        if let topic = topics.topics[arn] { return topic }
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 6 else {
            throw .sns(
                "InvalidParameter",
                "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not "
                    + "\(parts.count)"
            )
        }
        guard parts[0] == "arn", parts[2] == "sns" else {
            throw .sns("InvalidParameter", "Invalid parameter: TopicArn")
        }
        throw .snsNotFound("Topic")
    }

    /// The subscription of an ARN.
    ///
    /// - Throws: 404 `NotFound`.
    public func subscription(_ arn: String) throws(AWSFailure) -> SubscriptionRecord {
        guard let record = topics.subscriptions[arn] else { throw .snsNotFound("Subscription") }
        return record
    }

    /// One page of 100, and where the next one begins.
    func snsPage<Item>(
        _ list: [Item],
        _ token: String?
    ) throws(AWSFailure) -> (items: [Item], next: String?) {
        guard let start = Int(token ?? "0"), start >= 0 else {
            throw .sns("InvalidParameter", "Invalid parameter: NextToken")
        }
        let items = Array(list.dropFirst(start).prefix(Limits.topicPageItemsMax))
        let end = min(start, list.count) + items.count
        return (items, end < list.count ? "\(end)" : nil)
    }
}
