// SPDX-License-Identifier: Apache-2.0

/// One message whose time is set.
public struct ChangeMessageVisibilityBatchRequestEntry: Codable, Hashable, Sendable {
    /// What the entry is called in the answer.
    public var id: String
    /// What the message is deleted by.
    public var receiptHandle: String
    /// Seconds until others may receive it.
    public var visibilityTimeout: Int?

    /// Makes one from its parts.
    public init(id: String, receiptHandle: String, visibilityTimeout: Int? = nil) {
        self.id = id
        self.receiptHandle = receiptHandle
        self.visibilityTimeout = visibilityTimeout
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case receiptHandle = "ReceiptHandle"
        case visibilityTimeout = "VisibilityTimeout"
    }
}
