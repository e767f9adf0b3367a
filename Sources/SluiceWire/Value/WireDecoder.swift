// SPDX-License-Identifier: Apache-2.0

/// Turns a wire value into Swift values; names that nobody asks for are ignored.
final class WireDecoder: Decoder {
    let value: WireValue
    let path: WirePath
    let style: NameStyle
    let isVerbatim: Bool

    init(_ value: WireValue, at path: WirePath, style: NameStyle, isVerbatim: Bool = false) {
        self.value = value
        self.path = path
        self.style = style
        self.isVerbatim = isVerbatim
    }

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(WireKeyedDecoding<Key>(map: try map(), decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        switch value {
        case .list(let list): return WireUnkeyedDecoding(list: list, decoder: self)
        // Formats without types: nothing between the tags is no element, one value is a list of it.
        case .text(""): return WireUnkeyedDecoding(list: [], decoder: self)
        case .text: return WireUnkeyedDecoding(list: [value], decoder: self)
        default: throw mismatch(value, path, [Any].self, "a list")
        }
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    private func map() throws -> WireMap {
        switch value {
        case .map(let map): return map
        case .text(""): return WireMap()
        default: throw mismatch(value, path, [String: Any].self, "an object")
        }
    }
}

/// The conversions that all containers share.
extension WireDecoder {
    func mismatch(
        _ value: WireValue,
        _ path: WirePath,
        _ type: Any.Type,
        _ wanted: String
    ) -> DecodingError {
        let text = "\(value.kind) cannot be converted to \(wanted)"
        return .typeMismatch(type, .init(codingPath: path.keys, debugDescription: text))
    }

    func absent(_ path: WirePath, _ type: Any.Type) -> DecodingError {
        .valueNotFound(type, .init(codingPath: path.keys, debugDescription: "value null"))
    }

    func bool(_ value: WireValue, _ path: WirePath) throws -> Bool {
        guard let result = value.asBool else { throw mismatch(value, path, Bool.self, "a boolean") }
        return result
    }

    func string(_ value: WireValue, _ path: WirePath) throws -> String {
        guard let text = value.asString else {
            throw mismatch(value, path, String.self, "a string")
        }
        return text
    }

    func double(_ value: WireValue, _ path: WirePath) throws -> Double {
        // Only AWS's formats write numbers as texts.
        let isText = if case .string = value { style == .exact } else { false }
        guard !isText, let number = value.asDouble else {
            throw mismatch(value, path, Double.self, "a number")
        }
        return number
    }

    func integer<T: FixedWidthInteger>(
        _ value: WireValue,
        _ path: WirePath,
        _ type: T.Type
    ) throws -> T {
        guard let number = value.asInteger(type) else {
            throw mismatch(value, path, type, "an integer of \(T.bitWidth) bits")
        }
        return number
    }

    func decode<T: Decodable>(_ value: WireValue, _ path: WirePath, _ type: T.Type) throws -> T {
        if T.self == String.self, let text = try string(value, path) as? T { return text }
        if T.self == Blob.self {
            guard let blob = value.asBlob as? T else {
                throw mismatch(value, path, type, "bytes: it is no base64")
            }
            return blob
        }
        if T.self == WireTimestamp.self {
            guard let stamp = value.asTimestamp.map(WireTimestamp.init) as? T else {
                throw mismatch(value, path, type, "a timestamp")
            }
            return stamp
        }
        let isVerbatim = T.self is any VerbatimKeys.Type
        return try T(from: WireDecoder(value, at: path, style: style, isVerbatim: isVerbatim))
    }
}

extension WireDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value == .null }
    func decode(_ type: Bool.Type) throws -> Bool { try bool(value, path) }
    func decode(_ type: String.Type) throws -> String { try string(value, path) }
    func decode(_ type: Double.Type) throws -> Double { try double(value, path) }
    func decode(_ type: Float.Type) throws -> Float { Float(try double(value, path)) }
    func decode(_ type: Int.Type) throws -> Int { try integer(value, path, type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(value, path, type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(value, path, type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(value, path, type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(value, path, type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(value, path, type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(value, path, type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(value, path, type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(value, path, type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(value, path, type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decode(value, path, type) }
}
