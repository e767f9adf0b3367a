// SPDX-License-Identifier: Apache-2.0

/// Reads a JSON document (RFC 8259) from UTF-8 bytes.
///
/// Whole numbers that fit 64 bits stay whole; all others become the nearest `Double`.
struct JSONReader {
    private let bytes: [UInt8]
    private let isExact: Bool
    private var position = 0

    private init(_ bytes: [UInt8], isExact: Bool) { (self.bytes, self.isExact) = (bytes, isExact) }

    /// Reads a document; with `isExact` a whole number that does not fit 64 bits is a fault.
    static func read(
        _ bytes: [UInt8],
        isExact: Bool = false
    ) throws(FormatFault) -> WireValue {
        var reader = JSONReader(bytes, isExact: isExact)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.fault("text after the document") }
        return value
    }

    private func fault(_ text: String) -> FormatFault { FormatFault(text, at: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(FormatFault) -> WireValue {
        guard depth < Limits.depthMax else { throw fault("nested too deeply") }
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try map(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw fault("the document ends early")
        case let byte? where byte == UInt8(ascii: "-") || byte &- 48 < 10: return try number()
        default: throw fault("expected a value")
        }
    }

    private mutating func word(
        _ word: StaticString,
        _ value: WireValue
    ) throws(FormatFault) -> WireValue {
        let end = position + word.utf8CodeUnitCount
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard end <= bytes.count, bytes[position..<end].elementsEqual(expected) else {
            throw fault("expected a value")
        }
        position = end
        return value
    }

    private mutating func map(depth: Int) throws(FormatFault) -> WireValue {
        var map = WireMap()
        position += 1
        skipSpace()
        if next == UInt8(ascii: "}") {
            position += 1
            return .map(map)
        }
        while true {
            guard next == UInt8(ascii: "\"") else { throw fault("expected a name in quotes") }
            let key = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw fault("expected ':'") }
            position += 1
            skipSpace()
            map.append(key, try value(depth: depth + 1))
            guard try separator(or: UInt8(ascii: "}"), "expected ',' or '}'") else {
                return .map(map)
            }
        }
    }

    private mutating func list(depth: Int) throws(FormatFault) -> WireValue {
        var list: [WireValue] = []
        position += 1
        skipSpace()
        if next == UInt8(ascii: "]") {
            position += 1
            return .list(list)
        }
        while true {
            list.append(try value(depth: depth + 1))
            guard try separator(or: UInt8(ascii: "]"), "expected ',' or ']'") else {
                return .list(list)
            }
        }
    }

    /// Reads `,` (true) or the end of an object or a list (false).
    private mutating func separator(
        or end: UInt8,
        _ expectation: String
    ) throws(FormatFault) -> Bool {
        skipSpace()
        switch next {
        case UInt8(ascii: ","):
            position += 1
            skipSpace()
            return true
        case end:
            position += 1
            return false
        default: throw fault(expectation)
        }
    }

    private mutating func number() throws(FormatFault) -> WireValue {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let first = position
        let whole = digits()
        guard position > first, position == first + 1 || bytes[first] != UInt8(ascii: "0") else {
            throw fault("expected a number")
        }
        var isWhole = true
        if next == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try someDigits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try someDigits()
        }
        if isWhole, position - first <= 18 { return .integer(first > start ? -whole : whole) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let exact = Int64(text) { return .integer(exact) }
        if isWhole, isExact { throw fault("the number is too large") }
        guard let value = Double(text), value.isFinite else {
            throw fault("the number is too large")
        }
        return .number(value)
    }

    private mutating func someDigits() throws(FormatFault) {
        let start = position
        _ = digits()
        guard position > start else { throw fault("expected a digit") }
    }

    /// Reads digits; the result counts only while there are at most 18.
    private mutating func digits() -> Int64 {
        var value: Int64 = 0
        while let byte = next, byte &- 48 < 10 {
            value = value &* 10 &+ Int64(byte - 48)
            position += 1
        }
        return value
    }
}

/// Strings: the common case is one run of bytes without an escape.
extension JSONReader {
    private mutating func string() throws(FormatFault) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let text = try text(bytes[start..<position])
                position += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw fault("a control character in a string") }
            position += 1
        }
        throw fault("the string does not end")
    }

    private func text(_ slice: ArraySlice<UInt8>) throws(FormatFault) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw fault("the string is no UTF-8")
        }
        return text
    }

    private mutating func escapedString(from start: Int) throws(FormatFault) -> String {
        var unescaped = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                let text = try text(unescaped[...])
                position += 1
                return text
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &unescaped)
            default:
                guard byte >= 0x20 else { throw fault("a control character in a string") }
                unescaped.append(byte)
                position += 1
            }
        }
        throw fault("the string does not end")
    }

    private mutating func escape(into unescaped: inout [UInt8]) throws(FormatFault) {
        guard let byte = next else { throw fault("the string does not end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0c)
        case UInt8(ascii: "n"): unescaped.append(0x0a)
        case UInt8(ascii: "r"): unescaped.append(0x0d)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"): unescaped.append(contentsOf: String(try scalar()).utf8)
        default: throw FormatFault("an unknown escape", at: position - 1)
        }
    }

    /// Reads `XXXX` of `\uXXXX`, and the second half of a pair; a lone half becomes U+FFFD.
    private mutating func scalar() throws(FormatFault) -> Character {
        let high = try fourHexDigits()
        if let scalar = Unicode.Scalar(high) { return Character(scalar) }
        guard (0xd800..<0xdc00).contains(high), position + 1 < bytes.count,
            bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
        else { return "\u{fffd}" }
        let before = position
        position += 2
        let low = try fourHexDigits()
        guard (0xdc00..<0xe000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))
        else {
            position = before
            return "\u{fffd}"
        }
        return Character(scalar)
    }

    private mutating func fourHexDigits() throws(FormatFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Hex.value(byte) else {
                throw fault("expected four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
