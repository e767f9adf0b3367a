// SPDX-License-Identifier: Apache-2.0

/// Receives up to ten messages; nobody else does for a time.
public struct ReceiveMessage: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The queue, by its address.
    public var queueUrl: String
    /// Which attributes are wanted; `All` for all.
    public var attributeNames: [String]?
    /// Which of AWS's own attributes are wanted.
    public var messageSystemAttributeNames: [String]?
    /// Which attributes are wanted; `All` for all.
    public var messageAttributeNames: [String]?
    /// How many at most: 1 to 10.
    public var maxNumberOfMessages: Int?
    /// Seconds until others may receive it.
    public var visibilityTimeout: Int?
    /// Seconds to wait for a first message.
    public var waitTimeSeconds: Int?
    /// For FIFO queues only.
    public var receiveRequestAttemptId: String?

    /// Makes the operation.
    public init(
        queueUrl: String,
        attributeNames: [String]? = nil,
        messageSystemAttributeNames: [String]? = nil,
        messageAttributeNames: [String]? = nil,
        maxNumberOfMessages: Int? = nil,
        visibilityTimeout: Int? = nil,
        waitTimeSeconds: Int? = nil,
        receiveRequestAttemptId: String? = nil
    ) {
        self.queueUrl = queueUrl
        self.attributeNames = attributeNames
        self.messageSystemAttributeNames = messageSystemAttributeNames
        self.messageAttributeNames = messageAttributeNames
        self.maxNumberOfMessages = maxNumberOfMessages
        self.visibilityTimeout = visibilityTimeout
        self.waitTimeSeconds = waitTimeSeconds
        self.receiveRequestAttemptId = receiveRequestAttemptId
    }

    private enum CodingKeys: String, CodingKey {
        case queueUrl = "QueueUrl"
        case attributeNames = "AttributeNames"
        case messageSystemAttributeNames = "MessageSystemAttributeNames"
        case messageAttributeNames = "MessageAttributeNames"
        case maxNumberOfMessages = "MaxNumberOfMessages"
        case visibilityTimeout = "VisibilityTimeout"
        case waitTimeSeconds = "WaitTimeSeconds"
        case receiveRequestAttemptId = "ReceiveRequestAttemptId"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The messages.
        public var messages: [QueueMessage]?

        /// Makes an answer from its parts.
        public init(messages: [QueueMessage]? = nil) {
            self.messages = messages
        }

        private enum CodingKeys: String, CodingKey {
            case messages = "Messages"
        }
    }
}
