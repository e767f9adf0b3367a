// SPDX-License-Identifier: Apache-2.0

/// One message that was sent.
public struct SendMessageBatchResultEntry: Codable, Hashable, Sendable {
    /// What the entry is called in the answer.
    public var id: String
    /// The message's id.
    public var messageId: String
    /// The sum of the body.
    public var md5OfMessageBody: String
    /// The sum of the attributes.
    public var md5OfMessageAttributes: String?
    /// The sum of AWS's own attributes.
    public var md5OfMessageSystemAttributes: String?
    /// Of FIFO queues only.
    public var sequenceNumber: String?

    /// Makes one from its parts.
    public init(
        id: String,
        messageId: String,
        md5OfMessageBody: String,
        md5OfMessageAttributes: String? = nil,
        md5OfMessageSystemAttributes: String? = nil,
        sequenceNumber: String? = nil
    ) {
        self.id = id
        self.messageId = messageId
        self.md5OfMessageBody = md5OfMessageBody
        self.md5OfMessageAttributes = md5OfMessageAttributes
        self.md5OfMessageSystemAttributes = md5OfMessageSystemAttributes
        self.sequenceNumber = sequenceNumber
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case messageId = "MessageId"
        case md5OfMessageBody = "MD5OfMessageBody"
        case md5OfMessageAttributes = "MD5OfMessageAttributes"
        case md5OfMessageSystemAttributes = "MD5OfMessageSystemAttributes"
        case sequenceNumber = "SequenceNumber"
    }
}
