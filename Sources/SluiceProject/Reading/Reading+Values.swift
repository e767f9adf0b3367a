// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Yams

// Values of one type each; `nil` after a complaint.
extension Reading {
    /// A text as it was written: `012` stays `012`.
    mutating func text(_ node: Node, _ what: String) -> Located<String>? {
        guard count(node) else { return nil }
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            complain(what, mustBe: "a text", found: node)
            return nil
        }
        guard !Self.hasForeignTag(node) else {
            complain("\(what) has a tag that is not known here", at: Place(node))
            return nil
        }
        return Located(value: scalar.string, place: Place(node))
    }

    mutating func integer(_ node: Node, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = scalar(node), let number = Int(text), range.contains(number) else {
            let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            complain(what, mustBe: wanted, found: node)
            return nil
        }
        return number
    }

    mutating func flag(_ node: Node, _ what: String) -> Bool? {
        switch scalar(node) {
        case "true": return true
        case "false": return false
        default:
            complain(what, mustBe: "true or false", found: node)
            return nil
        }
    }

    /// A duration; one of no length only where `allowsZero` says so.
    mutating func duration(
        _ node: Node,
        _ what: String,
        allowsZero: Bool = false
    ) -> Duration? {
        guard let text = scalar(node), let duration = Duration(text: text),
            allowsZero || duration > .zero
        else {
            complain(what, mustBe: "a duration such as 250ms, 90s, 10m or 24h", found: node)
            return nil
        }
        return duration
    }

    /// A share of traffic: more than none, at most all.
    mutating func weight(_ node: Node, _ what: String) -> Weight? {
        guard let text = scalar(node), let weight = Weight(percentText: text), weight > .none else {
            complain(
                what,
                mustBe: "over 0% and at most 100%, with at most two decimals",
                found: node
            )
            return nil
        }
        return weight
    }

    mutating func list(_ node: Node, _ what: String) -> [Node]? {
        guard count(node) else { return nil }
        guard case .sequence(let sequence) = node else {
            complain(what, mustBe: "a list", found: node)
            return nil
        }
        return Array(sequence)
    }

    /// One of a few words.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node,
        _ what: String
    ) -> Choice? where Choice.RawValue == String {
        if let text = scalar(node), let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        let wanted = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        complain(what, mustBe: wanted, found: node)
        return nil
    }

    /// Any JSON value.
    mutating func value(_ node: Node, _ what: String, depth: Int = 0) -> PropertyValue {
        guard count(node) else { return .null }
        guard depth < Limits.depthMax else {
            complain("\(what) nests deeper than \(Limits.depthMax) levels", at: Place(node))
            return .null
        }
        switch node {
        case .scalar(let scalar): return Self.value(of: scalar)
        case .sequence(let sequence):
            return .list(sequence.map { value($0, what, depth: depth + 1) })
        case .mapping:
            var map: [String: PropertyValue] = [:]
            guard let block = names(node, what) else { return .null }
            for key in block.keys {
                if let node = block[key.value] {
                    map[key.value] = value(node, what, depth: depth + 1)
                }
            }
            return .map(map)
        case .alias: return .null
        }
    }

    /// A scalar's text, without a complaint when it is none.
    mutating func scalar(_ node: Node) -> String? {
        guard count(node), case .scalar(let scalar) = node else { return nil }
        return scalar.string
    }

    private static func value(of scalar: Node.Scalar) -> PropertyValue {
        guard scalar.style == .plain else { return .string(scalar.string) }
        switch scalar.string {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        if let integer = Int(scalar.string) { return .integer(integer) }
        // `nan`, `inf` and hexadecimal forms are texts: JSON has no such numbers.
        let isNumber = scalar.string.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) }
        if isNumber, let number = Double(scalar.string), number.isFinite { return .number(number) }
        return .string(scalar.string)
    }

    private static func hasForeignTag(_ node: Node) -> Bool {
        let tag = node.tag.description
        return tag.hasPrefix("!") && tag != "!"
    }
}
