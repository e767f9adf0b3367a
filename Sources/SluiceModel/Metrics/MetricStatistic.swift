// SPDX-License-Identifier: Apache-2.0

/// A figure that CloudWatch draws from a sample.
public enum MetricStatistic: Hashable, Sendable {
    case sum
    case sampleCount
    case average
    case minimum
    case maximum
    /// The value that this share (0 … 1) of measurements does not exceed.
    case percentile(Double)

    /// Reads CloudWatch's name: `Sum`, `p99`, `p99.9`; `nil` for what is not known here.
    public init?(_ name: String) {
        switch name {
        case "Sum": self = .sum
        case "SampleCount": self = .sampleCount
        case "Average": self = .average
        case "Minimum": self = .minimum
        case "Maximum": self = .maximum
        default:
            guard name.hasPrefix("p"), let number = Double(name.dropFirst()),
                (0...100).contains(number)
            else { return nil }
            self = .percentile(number / 100)
        }
    }

    /// The figure.
    public func value(of sample: MetricSample) -> Double {
        switch self {
        case .sum: sample.sum
        case .sampleCount: Double(sample.count)
        case .average: sample.sum / Double(sample.count)
        case .minimum: sample.minimum
        case .maximum: sample.maximum
        case .percentile(let share):
            // Buckets are 3 % wide: the sample's own ends are exact.
            min(
                max(sample.histogram?.quantile(share) ?? sample.maximum, sample.minimum),
                sample.maximum
            )
        }
    }
}
