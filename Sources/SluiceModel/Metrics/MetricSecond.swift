// SPDX-License-Identifier: Apache-2.0

/// What one metric counted in one second, in all: what a store keeps of it.
public struct MetricSecond: Hashable, Sendable {
    /// The metric.
    public var key: MetricKey
    /// The unit of the measurements.
    public var unit: String
    /// The second, counted from 1970; beyond some hours the first one of its minute.
    public var second: Int64
    /// What was counted.
    public var sample: MetricSample

    /// Brings together what a store kept.
    public init(key: MetricKey, unit: String, second: Int64, sample: MetricSample) {
        self.key = key
        self.unit = unit
        self.second = second
        self.sample = sample
    }
}
