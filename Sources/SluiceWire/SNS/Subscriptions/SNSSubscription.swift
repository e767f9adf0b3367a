// SPDX-License-Identifier: Apache-2.0

/// A subscription in a list.
public struct SNSSubscription: Codable, Hashable, Sendable {
    /// Its ARN, or `PendingConfirmation`.
    public var subscriptionArn: String?
    /// The account.
    public var owner: String?
    /// `http` or `lambda`.
    public var `protocol`: String?
    /// Where messages are sent.
    public var endpoint: String?
    /// The topic.
    public var topicArn: String?

    /// Makes one from its parts.
    public init(
        subscriptionArn: String? = nil,
        owner: String? = nil,
        protocol: String? = nil,
        endpoint: String? = nil,
        topicArn: String? = nil
    ) {
        self.subscriptionArn = subscriptionArn
        self.owner = owner
        self.protocol = `protocol`
        self.endpoint = endpoint
        self.topicArn = topicArn
    }
}
