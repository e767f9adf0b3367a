// SPDX-License-Identifier: Apache-2.0

/// Which metrics a mapping writes.
public struct MappingMetrics: Codable, Hashable, Sendable {
    /// `EventCount`, `ErrorCount` or `KafkaMetrics`.
    public var metrics: [String]?

    /// Makes one from its parts.
    public init(metrics: [String]? = nil) {
        self.metrics = metrics
    }
}
