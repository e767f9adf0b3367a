// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// What IAM checks of names, numbers and tags, and the words it refuses with.
enum IAMRules {
    static func check(_ name: String, at member: String, lengthMax: Int) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(name, at: member, lengthMax: lengthMax)
        try enforce(constraints)
        guard name.isWord(allowing: "+=,.@-_") else {
            throw .iamInvalid(
                "ValidationError",
                "The specified value for \(member) is invalid. It must contain only alphanumeric "
                    + "characters and/or the following: +=,.@_-"
            )
        }
    }

    static func check(path: String) throws(AWSFailure) {
        let isPath =
            path.hasPrefix("/") && path.hasSuffix("/") && path.utf8.count <= Limits.iamPathMax
            && path.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        guard isPath else {
            throw .iamInvalid(
                "ValidationError",
                "The specified value for path is invalid. It must begin and end with / and contain "
                    + "only alphanumeric characters and/or / characters."
            )
        }
    }

    static func check(
        _ value: Int?,
        at member: String,
        in range: ClosedRange<Int>
    ) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(value, at: member, in: range)
        try enforce(constraints)
    }

    static func check(description: String?) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(description, at: "description", lengthMax: Limits.iamDescriptionMax)
        try enforce(constraints)
    }

    /// IAM's word for what Lambda calls a `ValidationException`.
    private static func enforce(_ constraints: Constraints) throws(AWSFailure) {
        do {
            try constraints.enforce()
        } catch {
            throw .iamInvalid("ValidationError", error.message)
        }
    }

    /// Tags added to those that are there; keys differ by more than their case.
    static func merge(
        _ tags: [IAM.Tag],
        into present: inout [String: String]
    ) throws(AWSFailure) {
        guard Set(tags.map { $0.key.lowercased() }).count == tags.count else {
            throw .iamInvalid(
                "InvalidInput",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive."
            )
        }
        for tag in tags {
            guard (1...128).contains(tag.key.utf8.count), tag.value.utf8.count <= 256 else {
                throw .iamInvalid(
                    "ValidationError",
                    "1 validation error detected: Value '\(tag.key)' at 'tags' failed to satisfy "
                        + "constraint: Member must have length less than or equal to 128"
                )
            }
            let former = present.keys.first { $0.lowercased() == tag.key.lowercased() }
            if let former { present[former] = nil }
            present[tag.key] = tag.value
        }
        guard present.count <= Limits.tagsMax else {
            throw .iamConflict(
                "LimitExceeded",
                "The number of tags has reached the maximum limit."
            )
        }
    }

    static func list(_ tags: [String: String]) -> [IAM.Tag] {
        tags.sorted { $0.key < $1.key }.map { IAM.Tag(key: $0.key, value: $0.value) }
    }

    /// Seventeen signs after four that say what the id is of: `AROA…` for a role.
    static func id(_ prefix: String, from chance: inout SeededRandom, length: Int = 17) -> String {
        let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        return prefix + String((0..<length).map { _ in signs[Int(chance.next() % 32)] })
    }
}
