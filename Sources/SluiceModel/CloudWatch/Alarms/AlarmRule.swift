// SPDX-License-Identifier: Apache-2.0

/// The rule of a composite alarm: `ALARM("a") AND (OK(b) OR NOT INSUFFICIENT_DATA("c"))`.
indirect enum AlarmRule: Hashable, Sendable {
    case state(AlarmState, of: String)
    case constant(Bool)
    case not(AlarmRule)
    case both(AlarmRule, AlarmRule)
    case either(AlarmRule, AlarmRule)

    /// Reads a rule; `nil` where it is none.
    init?(_ text: String) {
        guard text.utf8.count <= Limits.alarmRuleBytesMax else { return nil }
        var reader = AlarmRuleReader(text)
        guard let rule = reader.rule() else { return nil }
        self = rule
    }

    /// Whether the rule holds.
    func holds(_ state: (String) -> AlarmState?) -> Bool {
        switch self {
        case .state(let wanted, let name): state(name) == wanted
        case .constant(let value): value
        case .not(let rule): !rule.holds(state)
        case .both(let left, let right): left.holds(state) && right.holds(state)
        case .either(let left, let right): left.holds(state) || right.holds(state)
        }
    }

    /// The alarms that the rule names.
    var names: Set<String> {
        switch self {
        case .state(_, let name): [name]
        case .constant: []
        case .not(let rule): rule.names
        case .both(let left, let right), .either(let left, let right):
            left.names.union(right.names)
        }
    }
}

/// Reads rules; `NOT` binds closer than `AND`, and `AND` closer than `OR`.
struct AlarmRuleReader {
    private var rest: Substring
    private var depth = 0

    init(_ text: String) { rest = text[...] }

    mutating func rule() -> AlarmRule? {
        guard let rule = either() else { return nil }
        skipSpace()
        return rest.isEmpty ? rule : nil
    }

    private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

    /// Takes a word or a sign, if it comes next.
    private mutating func take(_ text: String) -> Bool {
        skipSpace()
        guard rest.hasPrefix(text) else { return false }
        let after = rest.dropFirst(text.count)
        if text.isWord(), let next = after.first, next.isLetter || next == "_" { return false }
        rest = after
        return true
    }

    private mutating func either() -> AlarmRule? {
        guard var rule = both() else { return nil }
        while take("OR") {
            guard let right = both() else { return nil }
            rule = .either(rule, right)
        }
        return rule
    }

    private mutating func both() -> AlarmRule? {
        guard var rule = one() else { return nil }
        while take("AND") {
            guard let right = one() else { return nil }
            rule = .both(rule, right)
        }
        return rule
    }

    private mutating func one() -> AlarmRule? {
        depth += 1
        defer { depth -= 1 }
        guard depth < Limits.mathDepthMax else { return nil }
        if take("NOT") { return one().map(AlarmRule.not) }
        if take("TRUE") { return .constant(true) }
        if take("FALSE") { return .constant(false) }
        if take("(") {
            guard let rule = either(), take(")") else { return nil }
            return rule
        }
        for state in AlarmState.allCases where take(state.rawValue) {
            guard take("("), let name = name(), take(")") else { return nil }
            return .state(state, of: name)
        }
        return nil
    }

    /// A name, in quotes or without, or the ARN of an alarm.
    private mutating func name() -> String? {
        skipSpace()
        var text: Substring
        if rest.first == "\"" {
            rest = rest.dropFirst()
            text = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(text.count)
            guard rest.first == "\"" else { return nil }
            rest = rest.dropFirst()
        } else {
            text = rest.prefix { $0 != ")" && !$0.isWhitespace }
            rest = rest.dropFirst(text.count)
        }
        if text.hasPrefix("arn:") {
            let parts = text.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
            guard parts.count == 7, parts[5] == "alarm" else { return nil }
            text = parts[6]
        }
        return text.isEmpty ? nil : String(text)
    }
}
