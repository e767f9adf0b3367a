// SPDX-License-Identifier: Apache-2.0

/// Lists the subscriptions of a topic, 100 at a time.
public struct ListSubscriptionsByTopic: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The topic.
    public var topicArn: String
    /// Where the page before ended.
    public var nextToken: String?

    /// Makes the operation.
    public init(topicArn: String, nextToken: String? = nil) {
        self.topicArn = topicArn
        self.nextToken = nextToken
    }

    /// A page of subscriptions.
    public struct Output: Codable, Hashable, Sendable {
        /// The subscriptions.
        public var subscriptions: [SNSSubscription]
        /// Where the next page begins, if there is one.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(subscriptions: [SNSSubscription] = [], nextToken: String? = nil) {
            self.subscriptions = subscriptions
            self.nextToken = nextToken
        }
    }
}
