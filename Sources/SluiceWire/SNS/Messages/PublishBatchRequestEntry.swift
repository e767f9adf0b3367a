// SPDX-License-Identifier: Apache-2.0

/// One message of a batch.
public struct PublishBatchRequestEntry: Codable, Hashable, Sendable {
    /// What the answer calls it.
    public var id: String
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

    /// Makes one from its parts.
    public init(
        id: String,
        message: String,
        subject: String? = nil,
        messageStructure: String? = nil,
        messageAttributes: [String: MessageAttributeValue]? = nil,
        messageDeduplicationId: String? = nil,
        messageGroupId: String? = nil
    ) {
        self.id = id
        self.message = message
        self.subject = subject
        self.messageStructure = messageStructure
        self.messageAttributes = messageAttributes
        self.messageDeduplicationId = messageDeduplicationId
        self.messageGroupId = messageGroupId
    }
}
