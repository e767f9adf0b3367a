// SPDX-License-Identifier: Apache-2.0

/// An entry that was refused.
public struct QueueBatchFailure: Codable, Hashable, Sendable {
    /// What the entry is called in the answer.
    public var id: String
    /// Whether it is the caller's fault.
    public var senderFault: Bool
    /// Why, as a word.
    public var code: String
    /// Why, as a sentence.
    public var message: String?

    /// Makes one from its parts.
    public init(id: String, senderFault: Bool, code: String, message: String? = nil) {
        self.id = id
        self.senderFault = senderFault
        self.code = code
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case senderFault = "SenderFault"
        case code = "Code"
        case message = "Message"
    }
}
