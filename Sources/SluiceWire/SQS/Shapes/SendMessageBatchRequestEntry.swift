// SPDX-License-Identifier: Apache-2.0

/// One message of several.
public struct SendMessageBatchRequestEntry: Codable, Hashable, Sendable {
    /// What the entry is called in the answer.
    public var id: String
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

    /// Makes one from its parts.
    public init(
        id: String,
        messageBody: String,
        delaySeconds: Int? = nil,
        messageAttributes: [String: QueueAttributeValue]? = nil,
        messageSystemAttributes: [String: QueueAttributeValue]? = nil,
        messageDeduplicationId: String? = nil,
        messageGroupId: String? = nil
    ) {
        self.id = id
        self.messageBody = messageBody
        self.delaySeconds = delaySeconds
        self.messageAttributes = messageAttributes
        self.messageSystemAttributes = messageSystemAttributes
        self.messageDeduplicationId = messageDeduplicationId
        self.messageGroupId = messageGroupId
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case messageBody = "MessageBody"
        case delaySeconds = "DelaySeconds"
        case messageAttributes = "MessageAttributes"
        case messageSystemAttributes = "MessageSystemAttributes"
        case messageDeduplicationId = "MessageDeduplicationId"
        case messageGroupId = "MessageGroupId"
    }
}
