// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// What watches a log group's events under a name of its own.
public protocol GroupFilter {
    /// The group.
    var group: String { get }
    /// Its name.
    var name: String { get }
}

extension GroupFilter {
    /// What it is kept by.
    public var key: String { Self.key(group, name) }

    /// What a filter of this name is kept by; neither part may hold a colon.
    public static func key(_ group: String, _ name: String) -> String { "\(group):\(name)" }
}

/// What both kinds of filters refuse.
enum GroupFilterRules {
    /// Refuses a name or a pattern that is none, and one filter too many.
    static func check(
        _ name: String,
        _ pattern: String,
        among present: some Collection<String>,
        max: Int
    ) throws(AWSFailure) {
        try LogRules.check(stream: name, member: "filterName")
        _ = try FilterPattern(pattern)
        guard present.contains(name) || present.count < max else {
            throw AWSFailure(
                code: "LimitExceededException",
                message: "Resource limit exceeded.",
                status: 400
            )
        }
    }

    /// Refuses to delete what is not there.
    static func requirePresent(
        _ name: String,
        among present: (some Collection<String>)?,
        kind: String
    ) throws(AWSFailure) {
        try LogRules.check(stream: name, member: "filterName")
        guard present?.contains(name) == true else {
            throw AWSFailure(
                code: "ResourceNotFoundException",
                message: "The specified \(kind) filter does not exist.",
                status: 400
            )
        }
    }
}
