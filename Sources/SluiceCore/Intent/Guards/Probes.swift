// SPDX-License-Identifier: Apache-2.0

/// Calls of Sluice's own to both versions, for functions that nobody calls often enough.
public struct Probes: Hashable, Codable, Sendable {
    /// The time between two probes of one version.
    public var every: Duration
    /// What they are called with.
    public var payload: PropertyValue

    /// Makes probes.
    public init(every: Duration, payload: PropertyValue) {
        self.every = every
        self.payload = payload
    }
}
