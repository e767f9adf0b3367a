// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// A filter pattern of CloudWatch Logs.
///
/// Terms (`ERROR "a phrase" -without ?either ?or`), conditions on the members of JSON
/// (`{ $.status >= 500 && $.path = "/pay*" }`) or on the fields of a line
/// (`[ip, user, ..., status = 5*, bytes]`); a regular expression (`%5[0-9]{2}%`) alone or in either.
///
/// ```swift
/// let pattern = try FilterPattern("{ $.level = \"ERROR\" }")
/// pattern.matches(#"{"level":"ERROR"}"#)  // true
/// ```
public struct FilterPattern: Hashable, Sendable {
    private enum Form: Hashable, Sendable {
        case terms(FilterTerms)
        case members(FilterCondition<FilterMember>)
        case fields(FilterFields)
        case expression(FilterExpression)
    }

    private let form: Form

    /// Reads a pattern; an empty one matches everything.
    ///
    /// - Throws: 400 `InvalidParameterException` for what is none.
    public init(_ text: String?) throws(AWSFailure) {
        let text = text ?? ""
        guard text.utf8.count <= Limits.filterBytesMax else {
            throw .invalidFilter("it is longer than \(Limits.filterBytesMax) bytes")
        }
        var reader = FilterReader(text)
        switch reader.next {
        case "{":
            form = .members(
                try reader.enclosed("{", "}") { reader throws(AWSFailure) in
                    try FilterCondition(&reader, FilterMember.init)
                }
            )
        case "[": form = .fields(try FilterFields(&reader))
        case "%":
            guard let expression = try reader.expression() else { throw reader.expected("'%'") }
            if let next = reader.next { throw .invalidFilter("'\(next)' after its end") }
            form = .expression(expression)
        default: form = .terms(FilterTerms(text))
        }
    }

    /// Whether a message matches.
    public func matches(_ message: String) -> Bool {
        switch form {
        case .terms(let terms): return terms.matches(message)
        case .fields(let fields): return fields.matches(message)
        case .expression(let expression): return expression.matches(message)
        case .members(let condition):
            guard let document = Self.document(message) else { return false }
            return condition.isTrue { $0.isTrue(of: document) }
        }
    }

    private static func document(_ message: String) -> WireValue? {
        guard let start = message.utf8.first(where: { $0 != 0x20 && $0 != 0x09 }),
            start == UInt8(ascii: "{") || start == UInt8(ascii: "[")
        else { return nil }
        return WireJSON.value(of: message)
    }

    /// What the members and fields that the pattern names are in a message.
    public func extracted(from message: String) -> [String: String] {
        switch form {
        case .terms, .expression: return [:]
        case .fields(let fields): return fields.named(in: message)
        case .members(let condition):
            guard let document = Self.document(message) else { return [:] }
            var found: [String: String] = [:]
            for leaf in condition.leaves {
                if let value = leaf.value(in: document) { found[leaf.name] = value }
            }
            return found
        }
    }

    /// What `$.path` or `$field` is in a message; `nil` where it is nothing.
    public func value(of selector: String, in message: String) -> String? {
        switch form {
        case .terms, .expression: return nil
        case .fields(let fields): return fields.named(in: message)[selector]
        case .members:
            guard let document = Self.document(message) else { return nil }
            return FilterMember.value(of: selector, in: document)
        }
    }
}

extension AWSFailure {
    static func invalidFilter(_ reason: String) -> AWSFailure {
        AWSFailure(
            code: "InvalidParameterException",
            message: "Invalid filter pattern: \(reason)",
            status: 400
        )
    }
}
