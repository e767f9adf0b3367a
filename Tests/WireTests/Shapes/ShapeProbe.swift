// SPDX-License-Identifier: Apache-2.0
import SluiceBase

@testable import SluiceWire

/// Finds out what a `Codable` type asks for, by letting it read from a decoder that has everything.
///
/// It writes one line a member: its path, its kind and whether the type insists on it.
final class ShapeProbe {
    struct Member: Hashable {
        var path: String
        var kind: String
        var isRequired: Bool
    }

    let style: NameStyle
    private(set) var members: [Member] = []

    init(style: NameStyle) { self.style = style }

    /// Reads a value of the type, and by that its members.
    func make<Value: Decodable>(_ type: Value.Type, at path: String) throws -> Value {
        if let list = type as? any ListShape.Type { try note(list.element, at: path + "[]") }
        if let map = type as? any MapShape.Type { try note(map.value, at: path + "{}") }
        if let kind = type as? any EmptyWhenAbsent.Type, let empty = kind.empty as? Value {
            return empty
        }
        if let stamp = WireTimestamp(Timestamp(second: 0)) as? Value { return stamp }
        if let blob = Blob([]) as? Value { return blob }
        return try Value(from: ProbeDecoder(probe: self, path: path))
    }

    private func note<Value: Decodable>(_ type: Value.Type, at path: String) throws {
        add(path, type, isRequired: false)
        _ = try make(type, at: path)
    }

    func add(_ path: String, _ type: Any.Type, isRequired: Bool) {
        members.append(Member(path: path, kind: Self.kind(of: type), isRequired: isRequired))
    }

    private static func kind(of type: Any.Type) -> String {
        switch type {
        case is String.Type, is Version.Type: "string"
        case is Bool.Type: "boolean"
        case is any FixedWidthInteger.Type, is Timestamp.Type: "integer"
        case is Double.Type: "number"
        case is WireTimestamp.Type: "timestamp"
        case is Blob.Type: "blob"
        case is any ListShape.Type: "list"
        case is any MapShape.Type: "map"
        default: "structure"
        }
    }
}

protocol ListShape {
    static var element: any Decodable.Type { get }
}

extension Array: ListShape where Element: Decodable {
    static var element: any Decodable.Type { Element.self }
}

protocol MapShape {
    static var value: any Decodable.Type { get }
}

extension Dictionary: MapShape where Value: Decodable {
    static var value: any Decodable.Type { Value.self }
}

/// Has every member that a type asks for.
struct ProbeDecoder: Decoder {
    let probe: ShapeProbe
    let path: String

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ProbeMembers<Key>(probe: probe, path: path))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unexpected }

    func singleValueContainer() -> any SingleValueDecodingContainer { ProbeScalar() }

    var unexpected: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "\(path): unforeseen container"))
    }
}

/// Gives every scalar a value that any type understands.
struct ProbeScalar: SingleValueDecodingContainer {
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) -> Bool { true }
    func decode(_ type: String.Type) -> String { "1" }
    func decode(_ type: Double.Type) -> Double { 1 }
    func decode(_ type: Float.Type) -> Float { 1 }
    func decode(_ type: Int.Type) -> Int { 1 }
    func decode(_ type: Int8.Type) -> Int8 { 1 }
    func decode(_ type: Int16.Type) -> Int16 { 1 }
    func decode(_ type: Int32.Type) -> Int32 { 1 }
    func decode(_ type: Int64.Type) -> Int64 { 1 }
    func decode(_ type: UInt.Type) -> UInt { 1 }
    func decode(_ type: UInt8.Type) -> UInt8 { 1 }
    func decode(_ type: UInt16.Type) -> UInt16 { 1 }
    func decode(_ type: UInt32.Type) -> UInt32 { 1 }
    func decode(_ type: UInt64.Type) -> UInt64 { 1 }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let probe = ShapeProbe(style: .verbatim)
        return try probe.make(type, at: "")
    }
}

/// Notes every member that is asked for.
struct ProbeMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let probe: ShapeProbe
    let path: String

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    private func inner(_ key: Key) -> String {
        let name = probe.style.wireName(key.stringValue)
        return path.isEmpty ? name : "\(path).\(name)"
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        probe.add(inner(key), type, isRequired: true)
        return try probe.make(type, at: inner(key))
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        probe.add(inner(key), type, isRequired: false)
        return try probe.make(type, at: inner(key))
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) -> Bool? { ask(type, key, true) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) -> String? { ask(type, key, "1") }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) -> Double? { ask(type, key, 1) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) -> Int? { ask(type, key, 1) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) -> Int64? { ask(type, key, 1) }

    private func ask<T>(_ type: T.Type, _ key: Key, _ value: T) -> T {
        probe.add(inner(key), type, isRequired: false)
        return value
    }

    private func need<T>(_ type: T.Type, _ key: Key, _ value: T) -> T {
        probe.add(inner(key), type, isRequired: true)
        return value
    }

    func decode(_ type: Bool.Type, forKey key: Key) -> Bool { need(type, key, true) }
    func decode(_ type: String.Type, forKey key: Key) -> String { need(type, key, "1") }
    func decode(_ type: Double.Type, forKey key: Key) -> Double { need(type, key, 1) }
    func decode(_ type: Float.Type, forKey key: Key) -> Float { need(type, key, 1) }
    func decode(_ type: Int.Type, forKey key: Key) -> Int { need(type, key, 1) }
    func decode(_ type: Int8.Type, forKey key: Key) -> Int8 { need(type, key, 1) }
    func decode(_ type: Int16.Type, forKey key: Key) -> Int16 { need(type, key, 1) }
    func decode(_ type: Int32.Type, forKey key: Key) -> Int32 { need(type, key, 1) }
    func decode(_ type: Int64.Type, forKey key: Key) -> Int64 { need(type, key, 1) }
    func decode(_ type: UInt.Type, forKey key: Key) -> UInt { need(type, key, 1) }
    func decode(_ type: UInt8.Type, forKey key: Key) -> UInt8 { need(type, key, 1) }
    func decode(_ type: UInt16.Type, forKey key: Key) -> UInt16 { need(type, key, 1) }
    func decode(_ type: UInt32.Type, forKey key: Key) -> UInt32 { need(type, key, 1) }
    func decode(_ type: UInt64.Type, forKey key: Key) -> UInt64 { need(type, key, 1) }

    private var unexpected: DecodingError { ProbeDecoder(probe: probe, path: path).unexpected }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> { throw unexpected }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw unexpected
    }

    func superDecoder() throws -> any Decoder { throw unexpected }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw unexpected }
}
