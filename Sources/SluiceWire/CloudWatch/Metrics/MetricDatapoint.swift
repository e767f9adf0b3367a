// SPDX-License-Identifier: Apache-2.0

/// Figures of one period.
public struct MetricDatapoint: Codable, Hashable, Sendable {
    /// When the period begins.
    public var timestamp: WireTimestamp?
    /// Measurements.
    public var sampleCount: Double?
    /// Their mean.
    public var average: Double?
    /// Their sum.
    public var sum: Double?
    /// The least.
    public var minimum: Double?
    /// The greatest.
    public var maximum: Double?
    /// Their unit.
    public var unit: String?
    /// Percentiles and trimmed statistics by name.
    public var extendedStatistics: [String: Double]?

    /// Makes one from its parts.
    public init(
        timestamp: WireTimestamp? = nil,
        sampleCount: Double? = nil,
        average: Double? = nil,
        sum: Double? = nil,
        minimum: Double? = nil,
        maximum: Double? = nil,
        unit: String? = nil,
        extendedStatistics: [String: Double]? = nil
    ) {
        self.timestamp = timestamp
        self.sampleCount = sampleCount
        self.average = average
        self.sum = sum
        self.minimum = minimum
        self.maximum = maximum
        self.unit = unit
        self.extendedStatistics = extendedStatistics
    }
}
