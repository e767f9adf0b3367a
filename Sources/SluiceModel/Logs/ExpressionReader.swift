// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// Reads a regular expression up to the `%` that ends it.
struct ExpressionReader {
    private typealias Node = FilterExpression.Node

    private(set) var rest: Substring
    private var nodes = 0

    /// Reads what comes after the first `%`.
    init(_ rest: Substring) { self.rest = rest }

    /// Reads all choices and the closing `%`.
    mutating func expression() throws(AWSFailure) -> FilterExpression {
        var choices: [[Node]] = [[]]
        while let sign = rest.first {
            switch sign {
            case "%":
                rest = rest.dropFirst()
                guard choices.allSatisfy({ !$0.isEmpty }) else { throw Self.bad("it is empty") }
                return FilterExpression(choices: choices)
            case "|":
                rest = rest.dropFirst()
                choices.append([])
            default:
                let read = try part()
                nodes += read.count
                guard nodes <= Limits.filterNodesMax else { throw Self.bad("it is too long") }
                choices[choices.count - 1] += read
            }
        }
        throw Self.bad("'%' expected at its end")
    }

    /// An anchor, or a place with how often it may come.
    private mutating func part() throws(AWSFailure) -> [Node] {
        if take("^") { return [.start] }
        if take("$") { return [.end] }
        let set = try place()
        if take("?") { return [.maybe(set)] }
        if take("*") { return [.many(set)] }
        if take("+") { return [.one(set), .many(set)] }
        guard take("{") else { return [.one(set)] }
        let least = try number()
        guard take(",") else {
            try close("}")
            return Array(repeating: .one(set), count: least)
        }
        let required = Array(repeating: Node.one(set), count: least)
        if take("}") { return required + [.many(set)] }
        let most = try number()
        try close("}")
        guard most >= least else { throw Self.bad("{\(least),\(most)} counts backwards") }
        return required + Array(repeating: .maybe(set), count: most - least)
    }

    private mutating func place() throws(AWSFailure) -> ByteSet {
        if take(".") { return .all }
        if take("[") { return try bracket() }
        if take("\\") { return try escaped() }
        guard let byte = rest.first?.asciiValue, Self.isPlain(byte) else {
            throw Self.bad("'\(rest.first.map(String.init) ?? "")' is not offered in it")
        }
        rest = rest.dropFirst()
        return ByteSet([byte])
    }

    /// Letters, digits and the signs that AWS takes as they are.
    private static func isPlain(_ byte: UInt8) -> Bool {
        ByteSet.word.contains(byte) || ":#=@/;,-".utf8.contains(byte)
    }

    private mutating func bracket() throws(AWSFailure) -> ByteSet {
        let isInverted = take("^")
        var set = ByteSet()
        while let sign = rest.first, sign != "]" || set == ByteSet() {
            if take("\\") {
                set.formUnion(try escaped())
                continue
            }
            guard let low = sign.asciiValue, sign != "%" else { break }
            rest = rest.dropFirst()
            guard rest.first == "-", let high = rest.dropFirst().first?.asciiValue,
                high != UInt8(ascii: "]")
            else {
                set.insert(low)
                continue
            }
            guard low <= high else { throw Self.bad("a range counts backwards") }
            rest = rest.dropFirst(2)
            set.formUnion(ByteSet(low...high))
        }
        try close("]")
        return isInverted ? set.inverted : set
    }

    /// What stands after `\`: a class, a byte in hexadecimal, or a sign as it is.
    private mutating func escaped() throws(AWSFailure) -> ByteSet {
        guard let sign = rest.first, let byte = sign.asciiValue else {
            throw Self.bad("a sign expected after '\\'")
        }
        rest = rest.dropFirst()
        switch sign {
        case "d": return .digits
        case "D": return ByteSet.digits.inverted
        case "s": return .blanks
        case "S": return ByteSet.blanks.inverted
        case "w": return .word
        case "W": return ByteSet.word.inverted
        case "x":
            guard let value = UInt8(rest.prefix(2), radix: 16), rest.count >= 2 else {
                throw Self.bad("two hexadecimal digits expected after '\\x'")
            }
            rest = rest.dropFirst(2)
            return ByteSet([value])
        default:
            guard !ByteSet.word.contains(byte) else { throw Self.bad("'\\\(sign)' is not offered") }
            return ByteSet([byte])
        }
    }

    private mutating func number() throws(AWSFailure) -> Int {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number <= Limits.filterNodesMax else {
            throw Self.bad("a count expected")
        }
        rest = rest[digits.endIndex...]
        return number
    }

    private mutating func take(_ sign: Character) -> Bool {
        guard rest.first == sign else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func close(_ sign: Character) throws(AWSFailure) {
        guard take(sign) else { throw Self.bad("'\(sign)' expected") }
    }

    private static func bad(_ reason: String) -> AWSFailure {
        .invalidFilter("in a regular expression: \(reason)")
    }
}
