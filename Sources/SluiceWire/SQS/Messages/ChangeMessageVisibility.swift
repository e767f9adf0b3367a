// SPDX-License-Identifier: Apache-2.0

/// Sets how long nobody else receives a message.
public struct ChangeMessageVisibility: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The queue, by its address.
    public var queueUrl: String
    /// What the message is deleted by.
    public var receiptHandle: String
    /// Seconds until others may receive it.
    public var visibilityTimeout: Int

    /// Makes the operation.
    public init(queueUrl: String, receiptHandle: String, visibilityTimeout: Int) {
        self.queueUrl = queueUrl
        self.receiptHandle = receiptHandle
        self.visibilityTimeout = visibilityTimeout
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case receiptHandle = "ReceiptHandle"
        case visibilityTimeout = "VisibilityTimeout"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// Makes the answer.
        public init() {}
    }
}
