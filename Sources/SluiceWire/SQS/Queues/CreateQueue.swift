// SPDX-License-Identifier: Apache-2.0

/// Creates a queue; answers the one that is there already.
public struct CreateQueue: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Its name.
    public var queueName: String
    /// What is set, by name.
    public var attributes: [String: String]?
    /// Its tags.
    public var tags: [String: String]?

    /// Makes the operation.
    public init(
        queueName: String,
        attributes: [String: String]? = nil,
        tags: [String: String]? = nil
    ) {
        self.queueName = queueName
        self.attributes = attributes
        self.tags = tags
    }

    private enum CodingKeys: String, CodingKey {
        case queueName = "QueueName"
        case attributes = "Attributes"
        case tags
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The queue, by its address.
        public var queueUrl: String?

        /// Makes an answer from its parts.
        public init(queueUrl: String? = nil) {
            self.queueUrl = queueUrl
        }

        private enum CodingKeys: String, CodingKey {
            case queueUrl = "QueueUrl"
        }
    }
}
