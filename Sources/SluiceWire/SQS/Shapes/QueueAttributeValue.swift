// SPDX-License-Identifier: Apache-2.0

/// What is sent beside a message.
public struct QueueAttributeValue: Codable, Hashable, Sendable {
    /// A text, or a number as one.
    public var stringValue: String?
    /// Bytes.
    public var binaryValue: Blob?
    /// Not in use.
    public var stringListValues: [String]?
    /// Not in use.
    public var binaryListValues: [Blob]?
    /// `String`, `Number` or `Binary`.
    public var dataType: String

    /// Makes one from its parts.
    public init(
        stringValue: String? = nil,
        binaryValue: Blob? = nil,
        stringListValues: [String]? = nil,
        binaryListValues: [Blob]? = nil,
        dataType: String
    ) {
        self.stringValue = stringValue
        self.binaryValue = binaryValue
        self.stringListValues = stringListValues
        self.binaryListValues = binaryListValues
        self.dataType = dataType
    }

    private enum CodingKeys: String, CodingKey {
        case stringValue = "StringValue"
        case binaryValue = "BinaryValue"
        case stringListValues = "StringListValues"
        case binaryListValues = "BinaryListValues"
        case dataType = "DataType"
    }
}
