// SPDX-License-Identifier: Apache-2.0

/// An expression of metric math, read: `100 * errors / FILL(invocations, 0)`.
indirect enum MathExpression: Hashable, Sendable {
    enum Operator: String, Hashable, Sendable {
        case or = "||"
        case and = "&&"
        case equal = "=="
        case unequal = "!="
        case atMost = "<="
        case atLeast = ">="
        case less = "<"
        case greater = ">"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divided = "/"
        case power = "^"
    }

    case number(Double)
    case text(String)
    /// The id of another query, or a word that a function knows.
    case name(String)
    case list([MathExpression])
    case call(String, [MathExpression])
    case negated(MathExpression)
    case binary(Operator, MathExpression, MathExpression)

    /// The names that stand in it; ids of queries are among them.
    var names: Set<String> {
        switch self {
        case .number, .text: []
        case .name(let name): [name]
        case .list(let parts), .call(_, let parts):
            parts.reduce(into: []) { $0.formUnion($1.names) }
        case .negated(let part): part.names
        case .binary(_, let left, let right): left.names.union(right.names)
        }
    }

    /// Whether a function is called anywhere in it.
    func calls(_ function: String) -> Bool {
        switch self {
        case .number, .text, .name: false
        case .list(let parts): parts.contains { $0.calls(function) }
        case .call(let name, let parts):
            name == function || parts.contains { $0.calls(function) }
        case .negated(let part): part.calls(function)
        case .binary(_, let left, let right): left.calls(function) || right.calls(function)
        }
    }
}
