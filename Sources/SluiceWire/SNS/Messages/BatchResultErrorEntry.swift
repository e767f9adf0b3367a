// SPDX-License-Identifier: Apache-2.0

/// One message that is refused.
public struct BatchResultErrorEntry: Codable, Hashable, Sendable {
    /// What the request calls it.
    public var id: String
    /// Why, in one word.
    public var code: String
    /// Why.
    public var message: String?
    /// Whether the sender is at fault.
    public var senderFault: Bool

    /// Makes one from its parts.
    public init(
        id: String,
        code: String,
        message: String? = nil,
        senderFault: Bool
    ) {
        self.id = id
        self.code = code
        self.message = message
        self.senderFault = senderFault
    }
}
