// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

extension MetricStore {
    /// A point of an answer.
    public struct Point: Hashable, Sendable {
        /// When its period begins.
        public var at: Timestamp
        /// The figure.
        public var value: Double
    }

    /// Which samples of a metric are wanted.
    struct Span {
        /// The metric; its dimensions match as an exact set.
        var key: MetricKey
        /// The unit; `nil` is all of them.
        var unit: String?
        /// Seconds that a sample covers.
        var period: Int64
        /// The first time; brought down to the beginning of its period.
        var start: Timestamp
        /// The first time that is too late.
        var end: Timestamp
        /// A second at which a period begins.
        var anchor: Int64 = 0
    }

    /// The points of a metric whose periods begin within a span of time, ascending.
    ///
    /// - Parameters:
    ///   - key: the metric; its dimensions match as an exact set.
    ///   - statistic: the figure.
    ///   - period: seconds that a point covers.
    ///   - start: the first time; brought down to a whole period, as CloudWatch does.
    ///   - end: the first time that is too late.
    ///   - now: when this is asked; what is younger than `delay` is not there yet.
    /// - Returns: only periods with data.
    public func points(
        of key: MetricKey,
        _ statistic: MetricStatistic,
        period: Int64,
        from start: Timestamp,
        to end: Timestamp,
        now: Timestamp
    ) -> [Point] {
        let span = Span(key: key, period: period, start: start, end: end)
        return samples(span, keepingValues: statistic.needsDistribution, now: now)
            .compactMap { second, sample in
                statistic.value(of: sample).map { Point(at: Timestamp(second: second), value: $0) }
            }
    }

    /// The units in which a metric was measured within a span, ordered.
    func units(_ span: Span) -> [String] {
        (series[span.key] ?? [:]).filter { _, series in
            let index = series.firstIndex(from: floored(span.start.second, span))
            return index < series.seconds.count
                && Timestamp(second: series.seconds[index]) < span.end
        }.keys.sorted()
    }

    /// The samples of a span by the second in which their periods begin, ascending.
    func samples(
        _ span: Span,
        keepingValues: Bool,
        now: Timestamp
    ) -> [(second: Int64, sample: MetricSample)] {
        let units = (series[span.key] ?? [:]).sorted { $0.key < $1.key }
            .filter { span.unit == nil || span.unit == $0.key }
        guard span.period > 0, let first = units.first else { return [] }
        let samples = samples(span, of: first.value, keepingValues, now)
        if units.count == 1 { return samples }
        var merged = Dictionary(uniqueKeysWithValues: samples.map { ($0.second, $0.sample) })
        for unit in units.dropFirst() {
            for (second, sample) in self.samples(span, of: unit.value, keepingValues, now) {
                merged[second, default: sample.nothing].merge(sample, isStored: false)
            }
        }
        return merged.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func samples(
        _ span: Span,
        of series: MetricSeries,
        _ keepingValues: Bool,
        _ now: Timestamp
    ) -> [(second: Int64, sample: MetricSample)] {
        let first = floored(span.start.second, span)
        let visible = now.advanced(by: .zero - delay)
        var samples: [(second: Int64, sample: MetricSample)] = []
        for index in series.firstIndex(from: first)..<series.seconds.count {
            let second = series.seconds[index]
            guard delay == .zero || Timestamp(second: second + 1) <= visible else { break }
            let begin = floored(second - second.remainder(by: resolution), span)
            guard Timestamp(second: begin) < span.end else { break }
            guard begin >= first else { continue }
            let sample = series.samples[index]
            if samples.last?.second == begin {
                samples[samples.count - 1].sample
                    .merge(keepingValues ? sample : sample.summary, isStored: false)
            } else {
                samples.append((begin, keepingValues ? sample : sample.summary))
            }
        }
        return samples
    }

    private func floored(_ second: Int64, _ span: Span) -> Int64 {
        second - (second - span.anchor).remainder(by: span.period)
    }
}

extension MetricSample {
    /// Nothing, to which this can be added.
    fileprivate var nothing: MetricSample {
        MetricSample(count: 0, sum: 0, minimum: .infinity, maximum: -.infinity)
    }
}
