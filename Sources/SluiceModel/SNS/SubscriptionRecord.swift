// SPDX-License-Identifier: Apache-2.0
/// Somebody who hears of a topic's messages.
public struct SubscriptionRecord: Codable, Hashable, Sendable {
    /// The ARN: the topic's with an id.
    public let arn: String
    /// The topic.
    public let topicARN: String
    /// `http`, `lambda` or `sqs`.
    public let kind: String
    /// Where messages are sent.
    public let endpoint: String
    /// What the address must answer with before it is sent anything.
    public let token: String
    /// Where the subscriber reaches SNS, for the addresses in its messages.
    public let home: String
    /// Whether the address said yes.
    public var isConfirmed: Bool
    /// Whether messages are sent as they are, without SNS's envelope.
    public var isRaw = false

    /// Makes a subscription.
    init(
        arn: String,
        topicARN: String,
        kind: String,
        endpoint: String,
        token: String,
        home: String,
        isConfirmed: Bool
    ) {
        self.arn = arn
        self.topicARN = topicARN
        self.kind = kind
        self.endpoint = endpoint
        self.token = token
        self.home = home
        self.isConfirmed = isConfirmed
    }
}
