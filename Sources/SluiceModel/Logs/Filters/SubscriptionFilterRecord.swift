// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A filter that sends a log group's events to a function.
public struct SubscriptionFilterRecord: GroupFilter, Codable, Hashable, Sendable {
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
}
