// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

/// A message in a queue.
public struct StoredMessage: Codable, Hashable, Sendable {
    /// What is sent, with the sums that its sender and receiver are told.
    public struct Content: Codable, Hashable, Sendable {
        /// The message's id.
        public var id: String
        /// The message.
        public var body: String
        /// The MD5 of the body.
        public var bodySum: String
        /// What is sent beside it, by name.
        public var attributes: [String: QueueAttributeValue]
        /// The MD5 of the attributes, if there are any.
        public var attributesSum: String?
        /// Messages of one group come in their order.
        public var group: String?
        /// A FIFO queue takes a second message of the same id for the first one.
        public var deduplicationID: String?
        /// Its place in a FIFO queue, as clients see it.
        public var sequence: String?

        /// Makes a message.
        public init(
            id: String,
            body: String,
            bodySum: String,
            attributes: [String: QueueAttributeValue],
            attributesSum: String?,
            group: String? = nil,
            deduplicationID: String? = nil
        ) {
            self.id = id
            self.body = body
            self.bodySum = bodySum
            self.attributes = attributes
            self.attributesSum = attributesSum
            self.group = group
            self.deduplicationID = deduplicationID
        }
    }

    /// Its place in the queue.
    public let number: Int
    /// The queue that it is in.
    public let queue: String
    /// What was sent.
    public let content: Content
    /// When it was sent.
    public let sentAt: Timestamp
    /// From when on it can be received.
    public var visibleAt: Timestamp
    /// When it was first received.
    public var firstReceivedAt: Timestamp?
    /// How often it was received.
    public var receives = 0
    /// What the last receiver deletes it by.
    public var handle = ""
}
