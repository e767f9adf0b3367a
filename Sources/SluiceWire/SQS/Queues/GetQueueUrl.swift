// SPDX-License-Identifier: Apache-2.0

/// Says the address of a queue.
public struct GetQueueUrl: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Its name.
    public var queueName: String
    /// The account that the queue is of.
    public var queueOwnerAWSAccountId: String?

    /// Makes the operation.
    public init(queueName: String, queueOwnerAWSAccountId: String? = nil) {
        self.queueName = queueName
        self.queueOwnerAWSAccountId = queueOwnerAWSAccountId
    }

    private enum CodingKeys: String, CodingKey {
        case queueName = "QueueName"
        case queueOwnerAWSAccountId = "QueueOwnerAWSAccountId"
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
