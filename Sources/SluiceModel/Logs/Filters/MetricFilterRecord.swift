// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

/// A metric filter of a log group.
public struct MetricFilterRecord: GroupFilter, Codable, Hashable, Sendable {
    /// The group.
    public let group: String
    /// Its name.
    public let name: String
    /// Which events it takes.
    public let pattern: String
    /// What it makes of them.
    public let transformation: MetricTransformation
    /// When it was made.
    public let createdAt: Timestamp
}
