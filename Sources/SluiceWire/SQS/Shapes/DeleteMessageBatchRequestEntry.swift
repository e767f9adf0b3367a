// SPDX-License-Identifier: Apache-2.0

/// One message to delete.
public struct DeleteMessageBatchRequestEntry: Codable, Hashable, Sendable {
    /// What the entry is called in the answer.
    public var id: String
    /// What the message is deleted by.
    public var receiptHandle: String

    /// Makes one from its parts.
    public init(id: String, receiptHandle: String) {
        self.id = id
        self.receiptHandle = receiptHandle
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case receiptHandle = "ReceiptHandle"
    }
}
