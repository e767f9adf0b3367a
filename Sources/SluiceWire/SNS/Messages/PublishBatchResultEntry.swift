// SPDX-License-Identifier: Apache-2.0

/// One message that is sent.
public struct PublishBatchResultEntry: Codable, Hashable, Sendable {
    /// What the request calls it.
    public var id: String?
    /// The message's id.
    public var messageId: String?
    /// Of FIFO topics only.
    public var sequenceNumber: String?

    /// Makes one from its parts.
    public init(
        id: String? = nil,
        messageId: String? = nil,
        sequenceNumber: String? = nil
    ) {
        self.id = id
        self.messageId = messageId
        self.sequenceNumber = sequenceNumber
    }
}
