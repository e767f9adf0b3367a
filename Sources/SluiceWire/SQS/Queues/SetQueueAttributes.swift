// SPDX-License-Identifier: Apache-2.0

/// Sets attributes of a queue.
public struct SetQueueAttributes: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The queue, by its address.
    public var queueUrl: String
    /// What is set, by name.
    public var attributes: [String: String]

    /// Makes the operation.
    public init(queueUrl: String, attributes: [String: String]) {
        self.queueUrl = queueUrl
        self.attributes = attributes
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case attributes = "Attributes"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// Makes the answer.
        public init() {}
    }
}
