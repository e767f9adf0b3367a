// SPDX-License-Identifier: Apache-2.0

/// Confirms a subscription by the token that its address was sent.
public struct ConfirmSubscription: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The topic.
    public var topicArn: String
    /// The token.
    public var token: String
    /// `true` to let only the account unsubscribe.
    public var authenticateOnUnsubscribe: String?

    /// Makes the operation.
    public init(topicArn: String, token: String, authenticateOnUnsubscribe: String? = nil) {
        self.topicArn = topicArn
        self.token = token
        self.authenticateOnUnsubscribe = authenticateOnUnsubscribe
    }

    /// The subscription.
    public struct Output: Codable, Hashable, Sendable {
        /// The subscription.
        public var subscriptionArn: String?

        /// Makes an answer from its parts.
        public init(subscriptionArn: String? = nil) {
            self.subscriptionArn = subscriptionArn
        }
    }
}
