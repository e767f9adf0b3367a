// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// A condition on a member of JSON: `$.user.tags[0] = "a*"`, `$.id NOT EXISTS`.
struct FilterMember: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        case name(String)
        case place(Int)
        /// `*` or `[*]`.
        case any
    }

    enum Test: Hashable, Sendable {
        case compares(FilterComparison)
        case isTrue
        case isFalse
        case isNull
        case exists
        case notExists
    }

    /// The path as it is written.
    var name: String {
        path.reduce(into: "$") { text, step in
            switch step {
            case .name(let name): text += "." + name
            case .place(let place): text += "[\(place)]"
            case .any: text += "[*]"
            }
        }
    }

    private let path: [Step]
    private let test: Test

    init(_ reader: inout FilterReader) throws(AWSFailure) {
        guard reader.take("$") else { throw reader.expected("'$'") }
        path = try Self.path(&reader)
        if reader.take(words: "NOT", "EXISTS") {
            test = .notExists
        } else if reader.take(words: "EXISTS") {
            test = .exists
        } else if reader.take(words: "IS", "NULL") {
            test = .isNull
        } else if reader.take(words: "IS", "TRUE") {
            test = .isTrue
        } else if reader.take(words: "IS", "FALSE") {
            test = .isFalse
        } else {
            test = .compares(try FilterComparison(&reader, until: "&|(){}"))
        }
    }

    private static func path(_ reader: inout FilterReader) throws(AWSFailure) -> [Step] {
        var path: [Step] = []
        while path.count < Limits.filterDepthMax {
            if reader.take(".") {
                let name = try reader.word(until: ".[]{}()=!<>&|").text
                path.append(name == "*" ? .any : .name(name))
            } else if reader.take("[") {
                let name = try reader.word(until: "]")
                if name.text == "*" {
                    path.append(.any)
                } else if !name.isQuoted, let place = Int(name.text), place >= 0 {
                    path.append(.place(place))
                } else {
                    path.append(.name(name.text.filter { $0 != "'" }))
                }
                guard reader.take("]") else { throw reader.expected("']'") }
            } else {
                return path
            }
        }
        throw .invalidFilter("it is nested too deeply")
    }

    /// What the path leads to, as text.
    func value(in document: WireValue) -> String? { Self.value(at: path, in: document) }

    /// What a path that stands by itself leads to, as text.
    static func value(of selector: String, in document: WireValue) -> String? {
        var reader = FilterReader(selector)
        // What is no path leads nowhere.
        guard reader.take("$"), let path = try? path(&reader), reader.next == nil else {
            return nil
        }
        return value(at: path, in: document)
    }

    private static func value(at path: [Step], in document: WireValue) -> String? {
        let found = path.reduce([document]) { values, step in
            values.flatMap { members(of: $0, step) }
        }
        guard let first = found.first else { return nil }
        return first.plainText ?? WireJSON.text(of: first)
    }

    /// Whether it is true of one of the members that the path leads to.
    func isTrue(of document: WireValue) -> Bool {
        var found = [document]
        for step in path { found = found.flatMap { Self.members(of: $0, step) } }
        switch test {
        case .notExists: return found.isEmpty
        case .exists: return !found.isEmpty
        case .isNull: return found.contains(.null)
        case .isTrue: return found.contains(.bool(true))
        case .isFalse: return found.contains(.bool(false))
        case .compares(let comparison): return found.contains { Self.isTrue(comparison, of: $0) }
        }
    }

    private static func members(of value: WireValue, _ step: Step) -> [WireValue] {
        switch (value, step) {
        case (.map(let map), .name(let name)): map[name].map { [$0] } ?? []
        case (.map(let map), .any): map.entries.map(\.value)
        case (.list(let list), .place(let place)): place < list.count ? [list[place]] : []
        case (.list(let list), .any): list
        default: []
        }
    }

    private static func isTrue(_ comparison: FilterComparison, of value: WireValue) -> Bool {
        if comparison.isExpression { return value.plainText.map(comparison.isTrue) ?? false }
        return switch value {
        case .string(let text), .text(let text): comparison.isTrue(of: text)
        case .integer(let number): comparison.isTrue(of: Double(number))
        case .number(let number): comparison.isTrue(of: number)
        case .bool(let flag): comparison.isTrue(of: flag ? "true" : "false")
        default: false
        }
    }
}
