// SPDX-License-Identifier: Apache-2.0

/// Turns Swift values into wire values; what is `nil` is absent afterwards.
final class WireEncoder: Encoder {
    let style: NameStyle
    let isVerbatim: Bool
    let node: WireNode

    init(style: NameStyle, isVerbatim: Bool = false, node: WireNode = WireNode()) {
        self.style = style
        self.isVerbatim = isVerbatim
        self.node = node
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.becomeMap()
        return KeyedEncodingContainer(WireKeyedEncoding<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.becomeList()
        return WireUnkeyedEncoding(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        WireSingleEncoding(encoder: self)
    }

    func wireName(_ key: any CodingKey) -> String {
        isVerbatim ? key.stringValue : style.wireName(key.stringValue)
    }

    /// The wire value of any Swift value; `nil` where it says nothing at all.
    func value<T: Encodable>(of value: T) throws -> WireValue? {
        if T.self == String.self, let text = value as? String { return .string(text) }
        if T.self == Blob.self, let blob = value as? Blob { return .bytes(blob.bytes) }
        if T.self == WireTimestamp.self, let stamp = value as? WireTimestamp {
            return .timestamp(stamp.time)
        }
        let inner = WireEncoder(style: style, isVerbatim: T.self is any VerbatimKeys.Type)
        try value.encode(to: inner)
        return inner.node.value
    }

    func number<T: BinaryInteger>(_ value: T) -> WireValue {
        Int64(exactly: value).map(WireValue.integer) ?? .number(Double(value))
    }
}

/// Writes the members of an object.
struct WireKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: WireEncoder

    var codingPath: [any CodingKey] { [] }

    private func put(_ value: WireValue?, _ key: Key) {
        encoder.node.append(encoder.wireName(key), value)
    }

    mutating func encodeNil(forKey key: Key) {}
    mutating func encode(_ value: Bool, forKey key: Key) { put(.bool(value), key) }
    mutating func encode(_ value: String, forKey key: Key) { put(.string(value), key) }
    mutating func encode(_ value: Double, forKey key: Key) { put(.number(value), key) }
    mutating func encode(_ value: Float, forKey key: Key) { put(.number(Double(value)), key) }
    mutating func encode(_ value: Int, forKey key: Key) { put(.integer(Int64(value)), key) }
    mutating func encode(_ value: Int8, forKey key: Key) { put(encoder.number(value), key) }
    mutating func encode(_ value: Int16, forKey key: Key) { put(encoder.number(value), key) }
    mutating func encode(_ value: Int32, forKey key: Key) { put(encoder.number(value), key) }
    mutating func encode(_ value: Int64, forKey key: Key) { put(.integer(value), key) }
    mutating func encode(_ value: UInt, forKey key: Key) { put(encoder.number(value), key) }
    mutating func encode(_ value: UInt8, forKey key: Key) { put(encoder.number(value), key) }
    mutating func encode(_ value: UInt16, forKey key: Key) { put(encoder.number(value), key) }
    mutating func encode(_ value: UInt32, forKey key: Key) { put(encoder.number(value), key) }
    mutating func encode(_ value: UInt64, forKey key: Key) { put(encoder.number(value), key) }

    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        put(try encoder.value(of: value), key)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        child(key).container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        child(key).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        WireEncoder(style: encoder.style, node: encoder.node.child("super"))
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder { child(key) }

    private func child(_ key: Key) -> WireEncoder {
        WireEncoder(style: encoder.style, node: encoder.node.child(encoder.wireName(key)))
    }
}

/// Writes the elements of a list.
struct WireUnkeyedEncoding: UnkeyedEncodingContainer {
    let encoder: WireEncoder

    var codingPath: [any CodingKey] { [] }
    var count: Int { encoder.node.count }

    private func put(_ value: WireValue?) { encoder.node.append(value) }

    mutating func encodeNil() { put(.null) }
    mutating func encode(_ value: Bool) { put(.bool(value)) }
    mutating func encode(_ value: String) { put(.string(value)) }
    mutating func encode(_ value: Double) { put(.number(value)) }
    mutating func encode(_ value: Float) { put(.number(Double(value))) }
    mutating func encode(_ value: Int) { put(encoder.number(value)) }
    mutating func encode(_ value: Int8) { put(encoder.number(value)) }
    mutating func encode(_ value: Int16) { put(encoder.number(value)) }
    mutating func encode(_ value: Int32) { put(encoder.number(value)) }
    mutating func encode(_ value: Int64) { put(.integer(value)) }
    mutating func encode(_ value: UInt) { put(encoder.number(value)) }
    mutating func encode(_ value: UInt8) { put(encoder.number(value)) }
    mutating func encode(_ value: UInt16) { put(encoder.number(value)) }
    mutating func encode(_ value: UInt32) { put(encoder.number(value)) }
    mutating func encode(_ value: UInt64) { put(encoder.number(value)) }
    mutating func encode<T: Encodable>(_ value: T) throws { put(try encoder.value(of: value)) }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        child().container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        child().unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { child() }

    private func child() -> WireEncoder {
        WireEncoder(style: encoder.style, node: encoder.node.child(nil))
    }
}

/// Writes one value.
struct WireSingleEncoding: SingleValueEncodingContainer {
    let encoder: WireEncoder

    var codingPath: [any CodingKey] { [] }

    private func put(_ value: WireValue) { encoder.node.set(value) }

    mutating func encodeNil() { put(.null) }
    mutating func encode(_ value: Bool) { put(.bool(value)) }
    mutating func encode(_ value: String) { put(.string(value)) }
    mutating func encode(_ value: Double) { put(.number(value)) }
    mutating func encode(_ value: Float) { put(.number(Double(value))) }
    mutating func encode(_ value: Int) { put(encoder.number(value)) }
    mutating func encode(_ value: Int8) { put(encoder.number(value)) }
    mutating func encode(_ value: Int16) { put(encoder.number(value)) }
    mutating func encode(_ value: Int32) { put(encoder.number(value)) }
    mutating func encode(_ value: Int64) { put(.integer(value)) }
    mutating func encode(_ value: UInt) { put(encoder.number(value)) }
    mutating func encode(_ value: UInt8) { put(encoder.number(value)) }
    mutating func encode(_ value: UInt16) { put(encoder.number(value)) }
    mutating func encode(_ value: UInt32) { put(encoder.number(value)) }
    mutating func encode(_ value: UInt64) { put(encoder.number(value)) }

    mutating func encode<T: Encodable>(_ value: T) throws {
        if let inner = try encoder.value(of: value) { put(inner) }
    }
}
