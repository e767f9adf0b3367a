// SPDX-License-Identifier: Apache-2.0

/// Lists the tags of a queue.
public struct ListQueueTags: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The queue, by its address.
    public var queueUrl: String

    /// Makes the operation.
    public init(queueUrl: String) {
        self.queueUrl = queueUrl
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The tags.
        public var tags: [String: String]?

        /// Makes an answer from its parts.
        public init(tags: [String: String]? = nil) {
            self.tags = tags
        }

        private enum CodingKeys: String, CodingKey {
            case tags = "Tags"
        }
    }
}
