// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// Reads a filter pattern from left to right.
struct FilterReader {
    private(set) var rest: Substring
    private var depth = 0
    private var expressions = 0

    init(_ text: String) { rest = text[...] }

    /// The next character that is no blank.
    var next: Character? { rest.first { !$0.isWhitespace } }

    private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }

    /// Takes a sign if it comes next.
    mutating func take(_ sign: String) -> Bool {
        skipBlanks()
        guard rest.hasPrefix(sign) else { return false }
        rest = rest.dropFirst(sign.count)
        return true
    }

    /// Takes words if they come next, with blanks between them and in any case.
    mutating func take(words: String...) -> Bool {
        let start = rest
        for word in words {
            skipBlanks()
            let found = rest.prefix { $0.isLetter }
            guard found.uppercased() == word else {
                rest = start
                return false
            }
            rest = rest[found.endIndex...]
        }
        return true
    }

    /// Reads a text in quotes, or up to a blank or one of these signs.
    mutating func word(until signs: String) throws(AWSFailure) -> (text: String, isQuoted: Bool) {
        skipBlanks()
        if rest.first == "\"" {
            let (text, after) = Self.quoted(rest.dropFirst())
            rest = after
            return (text, true)
        }
        let text = rest.prefix { !$0.isWhitespace && !signs.contains($0) }
        guard !text.isEmpty else { throw expected("a value") }
        rest = rest[text.endIndex...]
        return (String(text), false)
    }

    /// Reads a regular expression if one comes next; a pattern holds only so many.
    mutating func expression() throws(AWSFailure) -> FilterExpression? {
        guard take("%") else { return nil }
        expressions += 1
        guard expressions <= Limits.filterExpressionsMax else {
            throw .invalidFilter(
                "it has more than \(Limits.filterExpressionsMax) regular expressions"
            )
        }
        var reader = ExpressionReader(rest)
        let expression = try reader.expression()
        rest = reader.rest
        return expression
    }

    /// What stands before the closing quote, and what comes after it; `\"` is a quote.
    static func quoted(_ text: Substring) -> (String, Substring) {
        var (word, rest) = ("", text)
        while let character = rest.first, character != "\"" {
            rest = rest.dropFirst()
            if character == "\\", let escaped = rest.first, escaped == "\"" || escaped == "\\" {
                word.append(escaped)
                rest = rest.dropFirst()
            } else {
                word.append(character)
            }
        }
        return (word, rest.dropFirst())
    }

    /// Reads what stands between two signs, of which only so many may stand inside each other.
    mutating func enclosed<Value>(
        _ open: String,
        _ close: String,
        _ body: (inout FilterReader) throws(AWSFailure) -> Value
    ) throws(AWSFailure) -> Value {
        guard take(open) else { throw expected("'\(open)'") }
        depth += 1
        guard depth <= Limits.filterDepthMax else {
            throw .invalidFilter("it is nested too deeply")
        }
        let value = try body(&self)
        guard take(close) else { throw expected("'\(close)'") }
        depth -= 1
        if depth == 0, let next { throw .invalidFilter("'\(next)' after its end") }
        return value
    }

    func expected(_ what: String) -> AWSFailure {
        let found = next.map { "'\($0)'" } ?? "its end"
        return .invalidFilter("\(what) expected at \(found)")
    }
}
