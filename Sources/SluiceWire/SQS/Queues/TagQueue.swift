// SPDX-License-Identifier: Apache-2.0

/// Adds tags to a queue.
public struct TagQueue: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The queue, by its address.
    public var queueUrl: String
    /// The tags.
    public var tags: [String: String]

    /// Makes the operation.
    public init(queueUrl: String, tags: [String: String]) {
        self.queueUrl = queueUrl
        self.tags = tags
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case tags = "Tags"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// Makes the answer.
        public init() {}
    }
}
