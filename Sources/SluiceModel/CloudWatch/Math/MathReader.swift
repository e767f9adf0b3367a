// SPDX-License-Identifier: Apache-2.0

/// Reads expressions of metric math.
struct MathReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    static func read(_ text: String) throws(MathFault) -> MathExpression {
        guard text.utf8.count <= Limits.mathBytesMax else {
            throw MathFault("the expression is longer than \(Limits.mathBytesMax) characters")
        }
        var reader = MathReader(text)
        let expression = try reader.expression(from: 0)
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.unexpected() }
        return expression
    }

    /// Operators from the loosest to the closest; the longer spelling of two comes first.
    private static let levels: [[(String, MathExpression.Operator)]] = [
        [("||", .or), ("OR", .or)],
        [("&&", .and), ("AND", .and)],
        [
            ("==", .equal), ("!=", .unequal), ("<=", .atMost), (">=", .atLeast), ("<", .less),
            (">", .greater),
        ],
        [("+", .plus), ("-", .minus)],
        [("*", .times), ("/", .divided)],
    ]

    private func unexpected() -> MathFault {
        position < bytes.count
            ? MathFault("unexpected text at position \(position + 1)")
            : MathFault("the expression ends early")
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
            position += 1
        }
    }

    private mutating func take(_ text: String) -> Bool {
        skipSpace()
        let units = Array(text.utf8)
        let end = position + units.count
        guard end <= bytes.count, bytes[position..<end].elementsEqual(units) else { return false }
        if text.isWord(allowing: ""), end < bytes.count, Self.isWordPart(bytes[end]) {
            return false
        }
        position = end
        return true
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "_"): true
        default: false
        }
    }

    private mutating func expression(from level: Int) throws(MathFault) -> MathExpression {
        guard level < Self.levels.count else { return try unary() }
        var left = try expression(from: level + 1)
        while let found = Self.levels[level].first(where: { take($0.0) }) {
            left = .binary(found.1, left, try expression(from: level + 1))
        }
        return left
    }

    private mutating func unary() throws(MathFault) -> MathExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < Limits.mathDepthMax else { throw MathFault("it is nested too deeply") }
        if take("-") { return .negated(try unary()) }
        if take("+") { return try unary() }
        let base = try primary()
        return take("^") ? .binary(.power, base, try unary()) : base
    }

    private mutating func primary() throws(MathFault) -> MathExpression {
        if take("(") {
            let inner = try expression(from: 0)
            guard take(")") else { throw unexpected() }
            return inner
        }
        if take("[") { return .list(try list(until: "]")) }
        skipSpace()
        guard position < bytes.count else { throw unexpected() }
        let byte = bytes[position]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try text(byte) }
        if (48...57).contains(byte) || byte == UInt8(ascii: ".") { return try number() }
        guard Self.isWordPart(byte) else { throw unexpected() }
        let start = position
        while position < bytes.count, Self.isWordPart(bytes[position]) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        return take("(") ? .call(word, try list(until: ")")) : .name(word)
    }

    private mutating func list(until end: String) throws(MathFault) -> [MathExpression] {
        var parts: [MathExpression] = []
        if take(end) { return parts }
        while true {
            parts.append(try expression(from: 0))
            if take(end) { return parts }
            guard take(",") else { throw unexpected() }
        }
    }

    private mutating func text(_ quote: UInt8) throws(MathFault) -> MathExpression {
        let start = position + 1
        guard let end = bytes[start...].firstIndex(of: quote) else {
            throw MathFault("a text does not end")
        }
        position = end + 1
        return .text(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    private mutating func number() throws(MathFault) -> MathExpression {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            let isExponentSign =
                (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")) && position > start
                && bytes[position - 1] | 0x20 == UInt8(ascii: "e")
            guard
                (48...57).contains(byte) || byte == UInt8(ascii: ".") || isExponentSign
                    || byte | 0x20 == UInt8(ascii: "e")
            else { break }
            position += 1
        }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw MathFault("a number at position \(start + 1) cannot be read")
        }
        return .number(value)
    }
}
