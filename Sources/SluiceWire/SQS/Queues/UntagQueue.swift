// SPDX-License-Identifier: Apache-2.0

/// Takes tags from a queue.
public struct UntagQueue: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The queue, by its address.
    public var queueUrl: String
    /// The names of the tags to take away.
    public var tagKeys: [String]

    /// Makes the operation.
    public init(queueUrl: String, tagKeys: [String]) {
        self.queueUrl = queueUrl
        self.tagKeys = tagKeys
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case tagKeys = "TagKeys"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// Makes the answer.
        public init() {}
    }
}
