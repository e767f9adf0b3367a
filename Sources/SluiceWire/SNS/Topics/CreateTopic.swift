// SPDX-License-Identifier: Apache-2.0

/// Creates a topic; answers the one that is there already.
public struct CreateTopic: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Its name: letters, digits, `-` and `_`, at most 256.
    public var name: String
    /// What is set, by name.
    public var attributes: [String: String]?
    /// Its tags.
    public var tags: [SNSTag]?

    /// Makes the operation.
    public init(name: String, attributes: [String: String]? = nil, tags: [SNSTag]? = nil) {
        self.name = name
        self.attributes = attributes
        self.tags = tags
    }

    /// The topic.
    public struct Output: Codable, Hashable, Sendable {
        /// The topic.
        public var topicArn: String?

        /// Makes an answer from its parts.
        public init(topicArn: String? = nil) {
            self.topicArn = topicArn
        }
    }
}
