// SPDX-License-Identifier: Apache-2.0

/// Deletes a message that was received.
public struct DeleteMessage: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The queue, by its address.
    public var queueUrl: String
    /// What the message is deleted by.
    public var receiptHandle: String

    /// Makes the operation.
    public init(queueUrl: String, receiptHandle: String) {
        self.queueUrl = queueUrl
        self.receiptHandle = receiptHandle
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case receiptHandle = "ReceiptHandle"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// Makes the answer.
        public init() {}
    }
}
