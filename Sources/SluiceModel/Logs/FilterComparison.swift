// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// A comparison with a number, with a regular expression, or with a text in which `*` stands for
/// anything.
struct FilterComparison: Hashable, Sendable {
    enum Sign: String, CaseIterable {
        // The longer signs first: they begin like the shorter ones.
        case notEqual = "!="
        case atMost = "<="
        case atLeast = ">="
        case equal = "="
        case less = "<"
        case greater = ">"
    }

    private let sign: Sign
    private let text: String
    private let number: Double?
    private let expression: FilterExpression?

    /// Whether the text of a value counts, a number's too.
    var isExpression: Bool { expression != nil }

    /// Reads a sign and a value.
    init(_ reader: inout FilterReader, until signs: String) throws(AWSFailure) {
        var found: Sign?
        for sign in Sign.allCases where found == nil && reader.take(sign.rawValue) { found = sign }
        guard let sign = found else { throw reader.expected("a comparison") }
        self.sign = sign
        expression = try reader.expression()
        if expression != nil {
            guard sign == .equal || sign == .notEqual else {
                throw .invalidFilter("a regular expression is only equal or not")
            }
            (text, number) = ("", nil)
            return
        }
        let word = try reader.word(until: signs)
        text = word.text
        number = word.isQuoted ? nil : Double(word.text)
        if number == nil, sign != .equal, sign != .notEqual {
            throw .invalidFilter("'\(word.text)' is no number")
        }
    }

    /// Whether it is true of a text, which may be a number.
    func isTrue(of value: String) -> Bool {
        if let expression { return expression.matches(value) == (sign == .equal) }
        if let number, let value = Double(value) { return isTrue(of: value, number) }
        switch sign {
        case .equal: return Self.isLike(value, text)
        case .notEqual: return !Self.isLike(value, text)
        default: return false
        }
    }

    /// Whether it is true of a number.
    func isTrue(of value: Double) -> Bool {
        if let number { return isTrue(of: value, number) }
        switch sign {
        case .equal: return text == "*"
        case .notEqual: return text != "*"
        default: return false
        }
    }

    private func isTrue(of value: Double, _ number: Double) -> Bool {
        switch sign {
        case .equal: value == number
        case .notEqual: value != number
        case .less: value < number
        case .atMost: value <= number
        case .greater: value > number
        case .atLeast: value >= number
        }
    }

    /// Whether a text is of a form; each `*` takes as little as it can, which is enough.
    static func isLike(_ value: String, _ form: String) -> Bool {
        let parts = form.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else {
            return value == form
        }
        guard value.hasPrefix(first) else { return false }
        var rest = value.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
