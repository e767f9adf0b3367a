// SPDX-License-Identifier: Apache-2.0

/// Sends up to ten messages to the subscribers of a topic.
public struct PublishBatch: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The topic.
    public var topicArn: String
    /// The messages.
    public var publishBatchRequestEntries: [PublishBatchRequestEntry]

    /// Makes the operation.
    public init(
        topicArn: String,
        publishBatchRequestEntries: [PublishBatchRequestEntry] = []
    ) {
        self.topicArn = topicArn
        self.publishBatchRequestEntries = publishBatchRequestEntries
    }

    /// What became of each.
    public struct Output: Codable, Hashable, Sendable {
        /// Those that are sent.
        public var successful: [PublishBatchResultEntry]?
        /// Those that are refused.
        public var failed: [BatchResultErrorEntry]?

        /// Makes an answer from its parts.
        public init(
            successful: [PublishBatchResultEntry]? = nil,
            failed: [BatchResultErrorEntry]? = nil
        ) {
            self.successful = successful
            self.failed = failed
        }
    }
}
