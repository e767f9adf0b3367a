// SPDX-License-Identifier: Apache-2.0

/// What the stable version was like in the hour before the rollout: fixed before it starts.
public struct Reference: Hashable, Codable, Sendable {
    /// Its calls through the alias, and how many failed.
    public var calls: Counts
    /// How long they took; `nil` where there were too few to tell, or latency is not judged.
    public var latency: LatencyThresholds?
    /// Throttled calls of the whole function, among calls and throttles; `nil` where not judged.
    public var throttles: Counts?

    /// Makes a reference.
    public init(
        calls: Counts = Counts(),
        latency: LatencyThresholds? = nil,
        throttles: Counts? = nil
    ) {
        self.calls = calls
        self.latency = latency
        self.throttles = throttles
    }
}
