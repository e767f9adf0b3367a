// SPDX-License-Identifier: Apache-2.0

/// Marks types whose keys are content (a variable's name, a version), not the names of members.
protocol VerbatimKeys {}

extension Dictionary: VerbatimKeys {}

/// Marks types for which absence on the wire means emptiness, as AWS has it for lists and maps.
protocol EmptyWhenAbsent {
    static var empty: Self { get }
}

extension Array: EmptyWhenAbsent {
    static var empty: [Element] { [] }
}

extension Dictionary: EmptyWhenAbsent {
    static var empty: [Key: Value] { [:] }
}
