// SPDX-License-Identifier: Apache-2.0

import SluiceWire

/// Collects what a request's values break, so that all of it is said in one answer.
struct Constraints {
    private(set) var faults: [String] = []

    /// Notes a fault of a value in the API's words.
    mutating func fault(_ value: String, at member: String, _ constraint: String) {
        faults.append(
            "Value '\(value)' at '\(member)' failed to satisfy constraint: \(constraint)"
        )
    }

    /// Notes a fault of a value that is not repeated.
    mutating func hiddenFault(at member: String, _ constraint: String) {
        faults.append("Value at '\(member)' failed to satisfy constraint: \(constraint)")
    }

    /// A number must lie in a range.
    mutating func check(_ value: Int?, at member: String, in range: ClosedRange<Int>) {
        guard let value else { return }
        if value < range.lowerBound {
            fault(
                "\(value)",
                at: member,
                "Member must have value greater than or equal to \(range.lowerBound)"
            )
        } else if value > range.upperBound {
            fault(
                "\(value)",
                at: member,
                "Member must have value less than or equal to \(range.upperBound)"
            )
        }
    }

    /// A text may only be so long.
    mutating func check(_ value: String?, at member: String, lengthMax: Int) {
        guard let value, value.utf8.count > lengthMax else { return }
        fault(value, at: member, "Member must have length less than or equal to \(lengthMax)")
    }

    /// A word must be one of a set.
    mutating func check(_ value: String?, at member: String, oneOf words: [String]) {
        guard let value, !words.contains(value) else { return }
        let set = words.joined(separator: ", ")
        fault(value, at: member, "Member must satisfy enum value set: [\(set)]")
    }

    /// The words of a list must be of a set, and only so many.
    mutating func check(
        list: [String]?,
        at member: String,
        oneOf words: [String],
        count: Int,
        isNullable: Bool = true
    ) {
        guard let list else { return }
        let shown = "[\(list.joined(separator: ", "))]"
        if list.count > count {
            fault(shown, at: member, "Member must have length less than or equal to \(count)")
        }
        guard list.contains(where: { !words.contains($0) }) else { return }
        let set = "Member must satisfy enum value set: [\(words.joined(separator: ", "))]"
        fault(
            shown,
            at: member,
            isNullable
                ? set : "Member must satisfy constraint: [\(set), Member must not be null]"
        )
    }

    /// The texts of a list must have a form.
    mutating func check(
        list: [String]?,
        at member: String,
        constraint: String,
        _ isMatch: (String) -> Bool
    ) {
        guard let list, !list.allSatisfy(isMatch) else { return }
        let shown = "[\(list.joined(separator: ", "))]"
        fault(shown, at: member, "Member must satisfy constraint: [\(constraint)]")
    }

    /// A text must have a form.
    mutating func check(
        _ value: String?,
        at member: String,
        pattern: String,
        _ isMatch: (String) -> Bool
    ) {
        guard let value, !isMatch(value) else { return }
        fault(value, at: member, "Member must satisfy regular expression pattern: \(pattern)")
    }

    /// Notes that a member is absent that must be there.
    mutating func absence(at member: String) {
        faults.append(
            "Value null at '\(member)' failed to satisfy constraint: Member must not be null"
        )
    }

    /// Throws when a fault was noted, with a code other than Lambda's.
    func enforce(as code: String) throws(AWSFailure) {
        guard !faults.isEmpty else { return }
        var failure = AWSFailure.validation(faults)
        failure.code = code
        throw failure
    }

    /// Throws when a fault was noted.
    func enforce() throws(AWSFailure) {
        if !faults.isEmpty { throw .validation(faults) }
    }
}

extension StringProtocol {
    /// Whether there is at least one character and all are ASCII letters, digits, or one of these.
    func isWord(allowing others: String = "-_") -> Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: others.utf8.contains(byte)
                }
            }
    }

    /// Whether there is at least one character and all are digits.
    var isDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}
