// SPDX-License-Identifier: Apache-2.0

/// Something that is sent beside a message.
public struct MessageAttributeValue: Codable, Hashable, Sendable {
    /// `String`, `String.Array`, `Number` or `Binary`.
    public var dataType: String
    /// The value, of every type but `Binary`.
    public var stringValue: String?
    /// The value of the type `Binary`.
    public var binaryValue: Blob?

    /// Makes one from its parts.
    public init(dataType: String, stringValue: String? = nil, binaryValue: Blob? = nil) {
        self.dataType = dataType
        self.stringValue = stringValue
        self.binaryValue = binaryValue
    }
}
