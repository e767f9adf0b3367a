// SPDX-License-Identifier: Apache-2.0

/// A message as it is received.
public struct QueueMessage: Codable, Hashable, Sendable {
    /// The message's id.
    public var messageId: String?
    /// What the message is deleted by.
    public var receiptHandle: String?
    /// The sum of the body.
    public var md5OfBody: String?
    /// The message.
    public var body: String?
    /// What is set, by name.
    public var attributes: [String: String]?
    /// The sum of the attributes.
    public var md5OfMessageAttributes: String?
    /// What is sent beside it, by name.
    public var messageAttributes: [String: QueueAttributeValue]?

    /// Makes one from its parts.
    public init(
        messageId: String? = nil,
        receiptHandle: String? = nil,
        md5OfBody: String? = nil,
        body: String? = nil,
        attributes: [String: String]? = nil,
        md5OfMessageAttributes: String? = nil,
        messageAttributes: [String: QueueAttributeValue]? = nil
    ) {
        self.messageId = messageId
        self.receiptHandle = receiptHandle
        self.md5OfBody = md5OfBody
        self.body = body
        self.attributes = attributes
        self.md5OfMessageAttributes = md5OfMessageAttributes
        self.messageAttributes = messageAttributes
    }

    private enum CodingKeys: String, CodingKey {
        case messageId = "MessageId"
        case receiptHandle = "ReceiptHandle"
        case md5OfBody = "MD5OfBody"
        case body = "Body"
        case attributes = "Attributes"
        case md5OfMessageAttributes = "MD5OfMessageAttributes"
        case messageAttributes = "MessageAttributes"
    }
}
