// SPDX-License-Identifier: Apache-2.0

/// What one metric counted in one second, in all.
public struct MetricSecond: Codable, Hashable, Sendable {
    /// The metric.
    public var key: MetricKey
    /// The second, counted from 1970.
    public var second: Int64
    /// What was counted.
    public var sample: MetricSample

    /// Brings together what a store kept.
    public init(key: MetricKey, second: Int64, sample: MetricSample) {
        self.key = key
        self.second = second
        self.sample = sample
    }
}
