// SPDX-License-Identifier: Apache-2.0

/// How many of a version's calls were slower than each threshold.
///
/// The stable version's calls are held against the thresholds themselves, the candidate's against
/// the thresholds times the margin. The calls are counted here too, because durations may arrive
/// apart from the counts of calls.
public struct SlowCalls: Hashable, Codable, Sendable {
    /// Calls slower than the stable version's median.
    public var p50: Int
    /// Calls slower than what nine of ten of its calls stay under.
    public var p90: Int
    /// Calls slower than what 99 of 100 of its calls stay under.
    public var p99: Int
    /// The calls whose duration is known.
    public var calls: Int

    /// Makes the counts.
    public init(p50: Int = 0, p90: Int = 0, p99: Int = 0, calls: Int = 0) {
        self.p50 = p50
        self.p90 = p90
        self.p99 = p99
        self.calls = calls
    }

    /// Counts a call that took so long against these thresholds.
    public mutating func add(milliseconds: Double, against thresholds: LatencyThresholds) {
        calls += 1
        if milliseconds > thresholds.p50 { p50 += 1 }
        if milliseconds > thresholds.p90 { p90 += 1 }
        if milliseconds > thresholds.p99 { p99 += 1 }
    }

    /// Both summed.
    public static func + (left: SlowCalls, right: SlowCalls) -> SlowCalls {
        SlowCalls(
            p50: left.p50 + right.p50,
            p90: left.p90 + right.p90,
            p99: left.p99 + right.p99,
            calls: left.calls + right.calls
        )
    }
}
