// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A filter that sends a log group's events to a function.
public struct SubscriptionFilterRecord: Codable, Hashable, Sendable {
    /// The group.
    public let group: String
    /// Its name.
    public let name: String
    /// Which events it takes.
    public let pattern: String
    /// The function's ARN.
    public let destination: String
    /// How events would be spread over a stream's shards.
    public let distribution: String
    /// When it was made.
    public let createdAt: Timestamp

    /// What it is kept by.
    public var key: String { Self.key(group, name) }

    /// What a filter of this name is kept by; neither part may hold a colon.
    public static func key(_ group: String, _ name: String) -> String { "\(group):\(name)" }
}
