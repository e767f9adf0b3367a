// SPDX-License-Identifier: Apache-2.0

/// Sends a message to the subscribers of a topic.
public struct Publish: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The topic.
    public var topicArn: String?
    /// The topic, in another way.
    public var targetArn: String?
    /// A telephone; not offered here.
    public var phoneNumber: String?
    /// The message.
    public var message: String
    /// Its subject, at most 100 characters.
    public var subject: String?
    /// `json` when the message holds one text a protocol.
    public var messageStructure: String?
    /// What is sent beside it, by name.
    public var messageAttributes: [String: MessageAttributeValue]?
    /// For FIFO topics only.
    public var messageDeduplicationId: String?
    /// For FIFO topics only.
    public var messageGroupId: String?

    /// Makes the operation.
    public init(
        topicArn: String? = nil,
        targetArn: String? = nil,
        phoneNumber: String? = nil,
        message: String,
        subject: String? = nil,
        messageStructure: String? = nil,
        messageAttributes: [String: MessageAttributeValue]? = nil,
        messageDeduplicationId: String? = nil,
        messageGroupId: String? = nil
    ) {
        self.topicArn = topicArn
        self.targetArn = targetArn
        self.phoneNumber = phoneNumber
        self.message = message
        self.subject = subject
        self.messageStructure = messageStructure
        self.messageAttributes = messageAttributes
        self.messageDeduplicationId = messageDeduplicationId
        self.messageGroupId = messageGroupId
    }

    /// The message's id.
    public struct Output: Codable, Hashable, Sendable {
        /// The message's id.
        public var messageId: String?
        /// Of FIFO topics only.
        public var sequenceNumber: String?

        /// Makes an answer from its parts.
        public init(messageId: String? = nil, sequenceNumber: String? = nil) {
            self.messageId = messageId
            self.sequenceNumber = sequenceNumber
        }
    }
}
