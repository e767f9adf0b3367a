// SPDX-License-Identifier: Apache-2.0

/// A figure that CloudWatch draws from a sample.
public enum MetricStatistic: Hashable, Sendable {
    /// What is drawn from the measurements within bounds.
    public enum Figure: String, Hashable, Sendable {
        /// `TM`: their mean.
        case trimmedMean = "tm"
        /// `WM`: the mean when those outside are brought to the bounds.
        case winsorizedMean = "wm"
        /// `TC`: how many they are.
        case trimmedCount = "tc"
        /// `TS`: their sum.
        case trimmedSum = "ts"
        /// `PR`: their share of all, in per cent.
        case percentileRank = "pr"
    }

    case sum
    case sampleCount
    case average
    case minimum
    case maximum
    /// The value that this share (0 … 1) of measurements does not exceed.
    case percentile(Double)
    /// A figure of the measurements whose ranks lie between two shares (0 … 1) of all.
    case ranked(Figure, from: Double, to: Double)
    /// A figure of the measurements above a value and not above another; infinite is no bound.
    case valued(Figure, above: Double, to: Double)

    /// Reads CloudWatch's name: `Sum`, `p99.9`, `tm90`, `TM(10%:90%)`, `PR(:300)`, `IQM`; `nil` for
    /// what is none.
    public init?(_ name: String) {
        switch name {
        case "Sum": self = .sum
        case "SampleCount": self = .sampleCount
        case "Average": self = .average
        case "Minimum": self = .minimum
        case "Maximum": self = .maximum
        default:
            guard let extended = Self.extended(name.lowercased()) else { return nil }
            self = extended
        }
    }

    /// Whether GetMetricStatistics and alarms call it a statistic, not an extended one.
    public var isBasic: Bool {
        switch self {
        case .sum, .sampleCount, .average, .minimum, .maximum: true
        default: false
        }
    }

    private static func extended(_ name: String) -> MetricStatistic? {
        if name == "iqm" { return .ranked(.trimmedMean, from: 0.25, to: 0.75) }
        if name.hasPrefix("p"), let share = percent(name.dropFirst()) { return .percentile(share) }
        guard let figure = Figure(rawValue: String(name.prefix(2))) else { return nil }
        let rest = name.dropFirst(2)
        if rest.hasPrefix("("), rest.hasSuffix(")") {
            return bounded(figure, rest.dropFirst().dropLast())
        }
        guard figure != .percentileRank, let share = percent(rest) else { return nil }
        return .ranked(figure, from: 0, to: share)
    }

    private static func bounded(_ figure: Figure, _ text: Substring) -> MetricStatistic? {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false)
        guard ends.count == 2, !(ends[0].isEmpty && ends[1].isEmpty) else { return nil }
        if ends.allSatisfy({ $0.isEmpty || $0.hasSuffix("%") }) {
            let low = ends[0].isEmpty ? 0 : percent(ends[0].dropLast())
            let high = ends[1].isEmpty ? 1 : percent(ends[1].dropLast())
            guard figure != .percentileRank, let low, let high, low < high else { return nil }
            return .ranked(figure, from: low, to: high)
        }
        let low = ends[0].isEmpty ? -Double.infinity : Double(ends[0])
        let high = ends[1].isEmpty ? Double.infinity : Double(ends[1])
        guard let low, let high, low < high else { return nil }
        return .valued(figure, above: low, to: high)
    }

    private static func percent(_ text: Substring) -> Double? {
        guard let first = text.utf8.first, (48...57).contains(first), let number = Double(text),
            (0...100).contains(number)
        else { return nil }
        return number / 100
    }

    /// Whether the figure needs to know how the measurements are spread.
    var needsDistribution: Bool { !isBasic }

    /// The figure; `nil` when the sample is a summary that does not say enough.
    public func value(of sample: MetricSample) -> Double? {
        switch self {
        case .sum: return sample.sum
        case .sampleCount: return sample.count
        case .average: return sample.sum / sample.count
        case .minimum: return sample.minimum
        case .maximum: return sample.maximum
        default:
            guard var distribution = sample.distribution else { return nil }
            distribution.settle()
            return extended(distribution, sample)
        }
    }

    private func extended(_ all: Distribution, _ sample: MetricSample) -> Double? {
        switch self {
        case .percentile(let share):
            // Coarse values may lie beside the sample's own ends, which are exact.
            return all.quantile(share).map { min(max($0, sample.minimum), sample.maximum) }
        case .ranked(let figure, let low, let high):
            let ends = (all.quantile(low) ?? 0, all.quantile(high) ?? 0)
            return Self.figure(figure, all.between(low, high), of: all, ends)
        case .valued(let figure, let low, let high):
            let kept = Distribution(all.points.filter { $0.value > low && $0.value <= high })
            return Self.figure(figure, kept, of: all, (low, high))
        default: return nil
        }
    }

    private static func figure(
        _ figure: Figure,
        _ kept: Distribution,
        of all: Distribution,
        _ ends: (low: Double, high: Double)
    ) -> Double? {
        let sum = kept.points.reduce(0) { $0 + $1.value * $1.count }
        switch figure {
        case .trimmedCount: return kept.count
        case .trimmedSum: return sum
        case .percentileRank: return 100 * kept.count / all.count
        case .trimmedMean: return kept.count > 0 ? sum / kept.count : nil
        case .winsorizedMean:
            let moved = all.points.reduce(0) {
                $0 + min(max($1.value, ends.low), ends.high) * $1.count
            }
            return moved / all.count
        }
    }
}
