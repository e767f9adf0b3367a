// SPDX-License-Identifier: Apache-2.0

/// Says what is set for a queue, and how much is in it.
public struct GetQueueAttributes: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The queue, by its address.
    public var queueUrl: String
    /// Which attributes are wanted; `All` for all.
    public var attributeNames: [String]?

    /// Makes the operation.
    public init(queueUrl: String, attributeNames: [String]? = nil) {
        self.queueUrl = queueUrl
        self.attributeNames = attributeNames
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case attributeNames = "AttributeNames"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// What is set, by name.
        public var attributes: [String: String]?

        /// Makes an answer from its parts.
        public init(attributes: [String: String]? = nil) {
            self.attributes = attributes
        }

        private enum CodingKeys: String, CodingKey {
            case attributes = "Attributes"
        }
    }
}
