// SPDX-License-Identifier: Apache-2.0

/// Lists topics, 100 at a time.
public struct ListTopics: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Where the page before ended.
    public var nextToken: String?

    /// Makes the operation.
    public init(nextToken: String? = nil) {
        self.nextToken = nextToken
    }

    /// A page of topics.
    public struct Output: Codable, Hashable, Sendable {
        /// The topics by name.
        public var topics: [SNSTopic]
        /// Where the next page begins, if there is one.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(topics: [SNSTopic] = [], nextToken: String? = nil) {
            self.topics = topics
            self.nextToken = nextToken
        }
    }
}
