// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// How long the stable version's calls take, in milliseconds: what the candidate is held against.
public struct LatencyThresholds: Hashable, Codable, Sendable {
    /// Half of its calls stay under this.
    public var p50: Double
    /// Nine of ten of its calls stay under this.
    public var p90: Double
    /// 99 of 100 of its calls stay under this.
    public var p99: Double
    /// Where they were found in the rollout itself, calls before this are not judged by them.
    public var since: Timestamp?

    /// Makes thresholds.
    public init(p50: Double, p90: Double, p99: Double, since: Timestamp? = nil) {
        self.p50 = p50
        self.p90 = p90
        self.p99 = p99
        self.since = since
    }

    /// All of them times this factor.
    public static func * (thresholds: LatencyThresholds, factor: Double) -> LatencyThresholds {
        LatencyThresholds(
            p50: thresholds.p50 * factor,
            p90: thresholds.p90 * factor,
            p99: thresholds.p99 * factor,
            since: thresholds.since
        )
    }
}
