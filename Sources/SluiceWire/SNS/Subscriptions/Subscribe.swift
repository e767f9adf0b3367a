// SPDX-License-Identifier: Apache-2.0

/// Has a topic's messages sent to an address.
public struct Subscribe: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The topic.
    public var topicArn: String
    /// `http` or `lambda`.
    public var `protocol`: String
    /// The address or the function's ARN.
    public var endpoint: String?
    /// What is set, by name.
    public var attributes: [String: String]?
    /// Whether to answer the ARN before the subscription is confirmed.
    public var returnSubscriptionArn: Bool?

    /// Makes the operation.
    public init(
        topicArn: String,
        protocol: String,
        endpoint: String? = nil,
        attributes: [String: String]? = nil,
        returnSubscriptionArn: Bool? = nil
    ) {
        self.topicArn = topicArn
        self.protocol = `protocol`
        self.endpoint = endpoint
        self.attributes = attributes
        self.returnSubscriptionArn = returnSubscriptionArn
    }

    /// The subscription.
    public struct Output: Codable, Hashable, Sendable {
        /// The subscription, or `pending confirmation`.
        public var subscriptionArn: String?

        /// Makes an answer from its parts.
        public init(subscriptionArn: String? = nil) {
            self.subscriptionArn = subscriptionArn
        }
    }
}
