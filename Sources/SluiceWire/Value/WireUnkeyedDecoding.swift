// SPDX-License-Identifier: Apache-2.0

/// Reads the elements of a list.
struct WireUnkeyedDecoding: UnkeyedDecodingContainer {
    private let list: [WireValue]
    private let decoder: WireDecoder
    private(set) var currentIndex = 0

    init(list: [WireValue], decoder: WireDecoder) {
        self.list = list
        self.decoder = decoder
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { list.count }
    var isAtEnd: Bool { currentIndex >= list.count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, list[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }

    /// Takes the next element; it counts as read only once it was understood.
    private mutating func take<T>(
        _ type: T.Type,
        _ read: (WireValue, WirePath) throws -> T
    ) throws -> T {
        let path = WirePath.element(currentIndex, of: decoder.path)
        guard !isAtEnd else { throw decoder.absent(path, type) }
        let result = try read(list[currentIndex], path)
        currentIndex += 1
        return result
    }

    private mutating func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        let decoder = decoder
        return try take(type) { try decoder.integer($0, $1, type) }
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try take(type, decoder.bool) }
    mutating func decode(_ type: String.Type) throws -> String { try take(type, decoder.string) }
    mutating func decode(_ type: Double.Type) throws -> Double { try take(type, decoder.double) }
    mutating func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    mutating func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let decoder = decoder
        return try take(type) { try decoder.decode($0, $1, type) }
    }

    private mutating func inner() throws -> WireDecoder {
        let decoder = decoder
        return try take(WireDecoder.self) { WireDecoder($0, at: $1, style: decoder.style) }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try inner().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try inner().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try inner() }
}
