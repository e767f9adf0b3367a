// SPDX-License-Identifier: Apache-2.0

/// Reads the members of an object.
struct WireKeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
    /// Where the last member was found: members are asked for in nearly the order they stand in.
    private final class Place {
        var next = 0
    }

    private let map: WireMap
    private let decoder: WireDecoder
    private let place = Place()

    init(map: WireMap, decoder: WireDecoder) {
        self.map = map
        self.decoder = decoder
    }

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        map.entries.compactMap {
            Key(stringValue: decoder.isVerbatim ? $0.key : decoder.style.swiftName($0.key))
        }
    }

    func contains(_ key: Key) -> Bool { value(key).value != nil }

    func decodeNil(forKey key: Key) throws -> Bool { value(key).value == .null }

    /// The member's value, `nil` if there is none, and its name on the wire.
    private func value(_ key: Key) -> (value: WireValue?, name: String) {
        let name =
            decoder.isVerbatim ? key.stringValue : decoder.style.wireName(key.stringValue)
        // The same member is often asked for twice, so its own place is looked at again first.
        guard let index = map.index(of: name, near: place.next) else { return (nil, name) }
        place.next = index
        return (map.entries[index].value, name)
    }

    /// The member's value, which must be there.
    private func present(_ key: Key, _ type: Any.Type) throws -> (WireValue, WirePath) {
        let (value, name) = value(key)
        let path = WirePath.member(name, of: decoder.path)
        guard let value, value != .null else { throw decoder.absent(path, type) }
        return (value, path)
    }

    /// The member's value, unless it is absent or null.
    private func optional(_ key: Key) -> (WireValue, WirePath)? {
        let (value, name) = value(key)
        guard let value, value != .null else { return nil }
        return (value, .member(name, of: decoder.path))
    }

    private func integer<T: FixedWidthInteger>(_ key: Key, _ type: T.Type) throws -> T {
        let (value, path) = try present(key, type)
        return try decoder.integer(value, path, type)
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        let (value, path) = try present(key, type)
        return try decoder.bool(value, path)
    }

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        let (value, path) = try present(key, type)
        return try decoder.string(value, path)
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        let (value, path) = try present(key, type)
        return try decoder.double(value, path)
    }

    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        Float(try decode(Double.self, forKey: key))
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try integer(key, type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try integer(key, type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try integer(key, type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try integer(key, type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try integer(key, type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try integer(key, type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try integer(key, type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try integer(key, type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try integer(key, type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try integer(key, type) }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        if let (value, path) = optional(key) { return try decoder.decode(value, path, type) }
        // AWS leaves out what is empty; a document of Sluice's own does not.
        if decoder.style != .exact, let kind = type as? any EmptyWhenAbsent.Type,
            let empty = kind.empty as? T
        {
            return empty
        }
        let (value, path) = try present(key, type)
        return try decoder.decode(value, path, type)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try optional(key).map { try decoder.bool($0.0, $0.1) }
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try optional(key).map { try decoder.string($0.0, $0.1) }
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try optional(key).map { try decoder.double($0.0, $0.1) }
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try optional(key).map { try decoder.integer($0.0, $0.1, type) }
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        try optional(key).map { try decoder.integer($0.0, $0.1, type) }
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try optional(key).map { try decoder.decode($0.0, $0.1, type) }
    }

    private func inner(_ key: Key) throws -> WireDecoder {
        let (value, path) = try present(key, [String: Any].self)
        return WireDecoder(value, at: path, style: decoder.style)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try inner(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try inner(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoder }

    func superDecoder(forKey key: Key) throws -> any Decoder { try inner(key) }
}
