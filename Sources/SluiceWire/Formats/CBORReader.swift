// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Reads a CBOR item (RFC 8949), with definite and indefinite lengths.
struct CBORReader {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func read(_ bytes: [UInt8]) throws(FormatFault) -> WireValue {
        var reader = CBORReader(bytes)
        let value = try reader.value(depth: 0)
        guard reader.position == bytes.count else { throw reader.fault("bytes after the item") }
        return value
    }

    private func fault(_ text: String) -> FormatFault { FormatFault(text, at: position) }

    private mutating func byte() throws(FormatFault) -> UInt8 {
        guard position < bytes.count else { throw fault("the item ends early") }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func number(bytes count: Int) throws(FormatFault) -> UInt64 {
        var value: UInt64 = 0
        for _ in 0..<count { value = value << 8 | UInt64(try byte()) }
        return value
    }

    /// The argument of an item's head; `nil` where the length is indefinite.
    private mutating func argument(_ head: UInt8) throws(FormatFault) -> UInt64? {
        switch head & 31 {
        case let small where small < 24: return UInt64(small)
        case 24: return try number(bytes: 1)
        case 25: return try number(bytes: 2)
        case 26: return try number(bytes: 4)
        case 27: return try number(bytes: 8)
        case 31: return nil
        default: throw fault("a reserved length")
        }
    }

    /// Whether the break of an indefinite length comes next; then it is taken.
    private mutating func takeBreak() throws(FormatFault) -> Bool {
        guard position < bytes.count else { throw fault("the item ends early") }
        guard bytes[position] == 0xff else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(FormatFault) -> WireValue {
        guard depth < Limits.depthMax else { throw fault("nested too deeply") }
        let head = try byte()
        if head >> 5 == 7 { return try simple(head) }
        let argument = try argument(head)
        switch head >> 5 {
        case 0:
            return try integer(argument) {
                Int64(exactly: $0)
            } decimal: {
                Double($0)
            }
        case 1:
            return try integer(argument) {
                Int64(exactly: $0).map { -1 - $0 }
            } decimal: {
                -1 - Double($0)
            }
        case 2: return .bytes(try chunks(argument, of: 2))
        case 3: return .string(try text(argument))
        case 4: return .list(try list(argument, depth))
        case 5: return .map(try map(argument, depth))
        default: return try tagged(argument, depth)
        }
    }

    private func integer(
        _ argument: UInt64?,
        _ whole: (UInt64) -> Int64?,
        decimal: (UInt64) -> Double
    ) throws(FormatFault) -> WireValue {
        guard let argument else { throw fault("a number of indefinite length") }
        return whole(argument).map(WireValue.integer) ?? .number(decimal(argument))
    }

    private mutating func simple(_ head: UInt8) throws(FormatFault) -> WireValue {
        switch head & 31 {
        case 20: return .bool(false)
        case 21: return .bool(true)
        case 22, 23: return .null
        case 25: return .number(Self.half(UInt16(try number(bytes: 2))))
        case 26: return .number(Double(Float(bitPattern: UInt32(try number(bytes: 4)))))
        case 27: return .number(Double(bitPattern: try number(bytes: 8)))
        default: throw fault("an unknown simple value")
        }
    }

    /// A number of 16 bits: one of sign, five of exponent, ten of fraction.
    private static func half(_ bits: UInt16) -> Double {
        let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1023))
        let size: Double =
            switch exponent {
            case 0: Double(sign: .plus, exponent: -24, significand: fraction)
            case 31: fraction == 0 ? .infinity : .nan
            default: Double(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
            }
        return bits >> 15 == 1 ? -size : size
    }

    private mutating func run(_ count: UInt64) throws(FormatFault) -> ArraySlice<UInt8> {
        guard let count = Int(exactly: count), count <= bytes.count - position else {
            throw fault("the item ends early")
        }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// Bytes or a text's UTF-8, in one piece or in many.
    private mutating func chunks(
        _ count: UInt64?,
        of kind: UInt8
    ) throws(FormatFault) -> [UInt8] {
        if let count { return Array(try run(count)) }
        var whole: [UInt8] = []
        while try !takeBreak() {
            let head = try byte()
            guard head >> 5 == kind, let count = try argument(head) else {
                throw fault("a piece of another kind")
            }
            whole += try run(count)
        }
        return whole
    }

    private mutating func text(_ count: UInt64?) throws(FormatFault) -> String {
        guard let text = String(validating: try chunks(count, of: 3), as: UTF8.self) else {
            throw fault("a text is no UTF-8")
        }
        return text
    }

    private mutating func list(_ count: UInt64?, _ depth: Int) throws(FormatFault) -> [WireValue] {
        var list: [WireValue] = []
        // What a head promises may be a lie: nothing is reserved for it.
        while try isMore(count, after: list.count) { list.append(try value(depth: depth + 1)) }
        return list
    }

    private mutating func map(_ count: UInt64?, _ depth: Int) throws(FormatFault) -> WireMap {
        var map = WireMap()
        while try isMore(count, after: map.entries.count) {
            guard case .string(let key) = try value(depth: depth + 1) else {
                throw fault("a name that is no text")
            }
            map.append(key, try value(depth: depth + 1))
        }
        return map
    }

    private mutating func isMore(_ count: UInt64?, after seen: Int) throws(FormatFault) -> Bool {
        if let count { return UInt64(seen) < count }
        return try !takeBreak()
    }

    /// Seconds since 1970 under tag 1; of other tags only what they stand before.
    private mutating func tagged(_ tag: UInt64?, _ depth: Int) throws(FormatFault) -> WireValue {
        let value = try value(depth: depth + 1)
        guard tag == 1 else { return value }
        guard let time = value.asTimestamp else { throw fault("a time that is none") }
        return .timestamp(time)
    }
}
