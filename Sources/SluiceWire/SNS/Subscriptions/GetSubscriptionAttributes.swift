// SPDX-License-Identifier: Apache-2.0

/// Reads what is set for a subscription.
public struct GetSubscriptionAttributes: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The subscription.
    public var subscriptionArn: String

    /// Makes the operation.
    public init(subscriptionArn: String) {
        self.subscriptionArn = subscriptionArn
    }

    /// What is set.
    public struct Output: Codable, Hashable, Sendable {
        /// What is set, by name.
        public var attributes: [String: String]

        /// Makes an answer from its parts.
        public init(attributes: [String: String] = [:]) {
            self.attributes = attributes
        }
    }
}
