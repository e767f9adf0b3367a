// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// Conditions on the fields of a line that blanks separate: `[ip, ..., status = 5*, bytes > 1000]`.
struct FilterFields: Hashable, Sendable {
    /// A condition on a field that was named before or is named by it.
    private struct Leaf: Hashable, Sendable {
        var name: String
        var comparison: FilterComparison
    }

    private var before: [String] = []
    /// The fields after `...`; `nil` without one.
    private var after: [String]?
    private var conditions: [FilterCondition<Leaf>] = []

    init(_ reader: inout FilterReader) throws(AWSFailure) {
        self = try reader.enclosed("[", "]") { reader throws(AWSFailure) in
            try FilterFields(list: &reader)
        }
    }

    private init(list reader: inout FilterReader) throws(AWSFailure) {
        repeat {
            if reader.take("...") {
                guard after == nil else { throw .invalidFilter("'...' stands twice") }
                after = []
                continue
            }
            let isGrouped = reader.next == "("
            var name: String?
            if !isGrouped {
                var ahead = reader
                let word = try ahead.word(until: ",]=!<>&|()").text
                name = word
                if ahead.next == "," || ahead.next == "]" { reader = ahead }
                if ahead.next == "," || ahead.next == "]" {
                    add(word)
                    continue
                }
            }
            let condition = try FilterCondition(&reader) { reader throws(AWSFailure) in
                let word = try reader.word(until: ",]=!<>&|()").text
                if name == nil { name = word }
                return Leaf(
                    name: word,
                    comparison: try FilterComparison(&reader, until: ",]&|()")
                )
            }
            add(name ?? "")
            conditions.append(condition)
        } while reader.take(",")
    }

    private mutating func add(_ name: String) {
        if after == nil { before.append(name) } else { after?.append(name) }
    }

    /// The fields of a line that matches, by `$` and their names, or their places where they have none.
    func named(in message: String) -> [String: String] {
        guard matches(message) else { return [:] }
        let fields = Self.fields(of: message)
        let tail = fields.count - (after?.count ?? 0)
        var named: [String: String] = [:]
        for (place, field) in fields.enumerated() {
            let name =
                place < before.count
                ? before[place] : place >= tail ? after?[place - tail] ?? "" : ""
            named["$" + (name.isEmpty ? "\(place + 1)" : name)] = String(field)
        }
        return named
    }

    func matches(_ message: String) -> Bool {
        let fields = Self.fields(of: message)
        let count = before.count + (after?.count ?? 0)
        guard after == nil ? fields.count == count : fields.count >= count else { return false }
        var named: [String: Substring] = [:]
        for (name, field) in zip(before, fields) { named[name] = field }
        if let after {
            for (name, field) in zip(after, fields.suffix(after.count)) { named[name] = field }
        }
        return conditions.allSatisfy { condition in
            condition.isTrue { leaf in
                named[leaf.name].map { leaf.comparison.isTrue(of: String($0)) } ?? false
            }
        }
    }

    /// The fields of a line; what stands in quotes or square brackets is one.
    static func fields(of message: String) -> [Substring] {
        var fields: [Substring] = []
        var rest = message[...]
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            rest = rest[start...]
            let close: Character? = rest.first == "\"" ? "\"" : rest.first == "[" ? "]" : nil
            let inner = rest.dropFirst()
            if let close, let end = inner.firstIndex(of: close) {
                fields.append(inner[..<end])
                rest = inner[inner.index(after: end)...]
            } else {
                let end = rest.firstIndex { $0.isWhitespace } ?? rest.endIndex
                fields.append(rest[..<end])
                rest = rest[end...]
            }
        }
        return fields
    }
}
