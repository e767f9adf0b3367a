// SPDX-License-Identifier: Apache-2.0

/// A summary of measurements.
public struct StatisticSet: Codable, Hashable, Sendable {
    /// How many there were.
    public var sampleCount: Double
    /// Their sum.
    public var sum: Double
    /// The least.
    public var minimum: Double
    /// The greatest.
    public var maximum: Double

    /// Makes one from its parts.
    public init(sampleCount: Double, sum: Double, minimum: Double, maximum: Double) {
        self.sampleCount = sampleCount
        self.sum = sum
        self.minimum = minimum
        self.maximum = maximum
    }
}
