// SPDX-License-Identifier: Apache-2.0

/// Deletes up to ten messages that were received.
public struct DeleteMessageBatch: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The queue, by its address.
    public var queueUrl: String
    /// The entries.
    public var entries: [DeleteMessageBatchRequestEntry]

    /// Makes the operation.
    public init(queueUrl: String, entries: [DeleteMessageBatchRequestEntry]) {
        self.queueUrl = queueUrl
        self.entries = entries
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case entries = "Entries"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// What was done.
        public var successful: [DeleteMessageBatchResultEntry]
        /// What was not.
        public var failed: [QueueBatchFailure]

        /// Makes an answer from its parts.
        public init(successful: [DeleteMessageBatchResultEntry], failed: [QueueBatchFailure]) {
            self.successful = successful
            self.failed = failed
        }

        private enum CodingKeys: String, CodingKey {
            case successful = "Successful"
            case failed = "Failed"
        }
    }
}
