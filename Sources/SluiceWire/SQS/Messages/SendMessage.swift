// SPDX-License-Identifier: Apache-2.0

/// Sends a message.
public struct SendMessage: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The queue, by its address.
    public var queueUrl: String
    /// The message.
    public var messageBody: String
    /// How long nobody receives it.
    public var delaySeconds: Int?
    /// What is sent beside it, by name.
    public var messageAttributes: [String: QueueAttributeValue]?
    /// What stands for AWS's own use.
    public var messageSystemAttributes: [String: QueueAttributeValue]?
    /// For FIFO queues only.
    public var messageDeduplicationId: String?
    /// For FIFO queues only.
    public var messageGroupId: String?

    /// Makes the operation.
    public init(
        queueUrl: String,
        messageBody: String,
        delaySeconds: Int? = nil,
        messageAttributes: [String: QueueAttributeValue]? = nil,
        messageSystemAttributes: [String: QueueAttributeValue]? = nil,
        messageDeduplicationId: String? = nil,
        messageGroupId: String? = nil
    ) {
        self.queueUrl = queueUrl
        self.messageBody = messageBody
        self.delaySeconds = delaySeconds
        self.messageAttributes = messageAttributes
        self.messageSystemAttributes = messageSystemAttributes
        self.messageDeduplicationId = messageDeduplicationId
        self.messageGroupId = messageGroupId
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case messageBody = "MessageBody"
        case delaySeconds = "DelaySeconds"
        case messageAttributes = "MessageAttributes"
        case messageSystemAttributes = "MessageSystemAttributes"
        case messageDeduplicationId = "MessageDeduplicationId"
        case messageGroupId = "MessageGroupId"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The sum of the body.
        public var md5OfMessageBody: String?
        /// The sum of the attributes.
        public var md5OfMessageAttributes: String?
        /// The sum of AWS's own attributes.
        public var md5OfMessageSystemAttributes: String?
        /// The message's id.
        public var messageId: String?
        /// Of FIFO queues only.
        public var sequenceNumber: String?

        /// Makes an answer from its parts.
        public init(
            md5OfMessageBody: String? = nil,
            md5OfMessageAttributes: String? = nil,
            md5OfMessageSystemAttributes: String? = nil,
            messageId: String? = nil,
            sequenceNumber: String? = nil
        ) {
            self.md5OfMessageBody = md5OfMessageBody
            self.md5OfMessageAttributes = md5OfMessageAttributes
            self.md5OfMessageSystemAttributes = md5OfMessageSystemAttributes
            self.messageId = messageId
            self.sequenceNumber = sequenceNumber
        }

        private enum CodingKeys: String, CodingKey {
            case md5OfMessageBody = "MD5OfMessageBody"
            case md5OfMessageAttributes = "MD5OfMessageAttributes"
            case md5OfMessageSystemAttributes = "MD5OfMessageSystemAttributes"
            case messageId = "MessageId"
            case sequenceNumber = "SequenceNumber"
        }
    }
}
