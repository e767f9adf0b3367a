// SPDX-License-Identifier: Apache-2.0

/// Deletes all messages of a queue.
public struct PurgeQueue: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

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
        /// Makes the answer.
        public init() {}
    }
}
