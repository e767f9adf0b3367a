// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

/// The metrics of an account, second by second.
public struct MetricStore: Sendable {
    /// Seconds that a datum covers: 1, or 60 to show what AWS shows.
    public let resolution: Int64
    /// How long after a call its numbers can be read.
    public let delay: Duration
    /// Whether `ExecutedVersion` is written for aliases without weights too.
    public let alwaysExecutedVersion: Bool

    private var series: [MetricKey: MetricSeries] = [:]

    /// Makes an empty store; a delay makes it as slow and as coarse as AWS.
    public init(delay: Duration? = nil, alwaysExecutedVersion: Bool = false) {
        resolution = delay == nil ? 1 : 60
        self.delay = delay ?? .zero
        self.alwaysExecutedVersion = alwaysExecutedVersion
    }

    /// The metrics that there are, ordered.
    public var keys: [MetricKey] { series.keys.sorted() }

    /// Counts calls and returns what changed.
    public mutating func record(_ tallies: some Sequence<CallTally>) -> [MetricSecond] {
        var changed: [Place: MetricSample] = [:]
        for tally in tallies {
            let sets = tally.dimensionSets(alwaysExecutedVersion: alwaysExecutedVersion)
            for (name, sample) in tally.samples {
                for dimensions in sets {
                    let key = MetricKey(namespace: "AWS/Lambda", name: name, dimensions: dimensions)
                    guard let total = add(sample, to: key, at: tally.second) else { continue }
                    changed[Place(key: key, second: tally.second)] = total
                }
            }
        }
        return changed.map {
            MetricSecond(key: $0.key.key, second: $0.key.second, sample: $0.value)
        }
        .sorted { ($0.second, $0.key) < ($1.second, $1.key) }
    }

    /// Adds measurements to a metric and returns what its second then has in all.
    mutating func add(
        _ sample: MetricSample,
        to key: MetricKey,
        at second: Int64
    ) -> MetricSample? {
        makeRoom(for: key)
        series[key, default: MetricSeries()].forget(
            before: second - Int64(Limits.metricSecondsMax)
        )
        return series[key]?.add(sample, at: second)
    }

    /// Brings back what a store kept.
    mutating func restore(_ second: MetricSecond) {
        makeRoom(for: second.key)
        series[second.key, default: MetricSeries()].set(second.sample, at: second.second)
    }

    /// Forgets the metrics that nothing was counted under for longest, when there is no room.
    private mutating func makeRoom(for key: MetricKey) {
        guard series.count >= Limits.metricSeriesMax, series[key] == nil else { return }
        let oldest = series.map { (last: $0.value.seconds.last ?? .min, key: $0.key) }
            .sorted { ($0.last, $0.key) < ($1.last, $1.key) }
        // Several at once: the next new ones come cheap.
        for old in oldest.prefix(Limits.metricSeriesForgotten) { series[old.key] = nil }
    }

    private struct Place: Hashable {
        var key: MetricKey
        var second: Int64
    }

    /// A point of an answer.
    public struct Point: Hashable, Sendable {
        /// When its period begins.
        public var at: Timestamp
        /// The figure.
        public var value: Double
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
        guard let series = series[key], period > 0 else { return [] }
        let first = floored(start.second, to: period)
        let visible = now.advanced(by: .zero - delay)
        var points: [Point] = []
        var current: (second: Int64, sample: MetricSample)?
        func close() {
            guard let current else { return }
            points.append(
                Point(
                    at: Timestamp(second: current.second),
                    value: statistic.value(of: current.sample)
                )
            )
        }
        for index in series.firstIndex(from: first)..<series.seconds.count {
            let second = series.seconds[index]
            guard delay == .zero || Timestamp(second: second + 1) <= visible else { break }
            let begin = floored(floored(second, to: resolution), to: period)
            guard Timestamp(second: begin) < end else { break }
            if current?.second == begin {
                current?.sample.merge(series.samples[index])
            } else {
                close()
                current = (begin, series.samples[index])
            }
        }
        close()
        return points.filter { $0.at.second >= first }
    }

    private func floored(_ second: Int64, to period: Int64) -> Int64 {
        let rest = second % period
        return second - (rest < 0 ? rest + period : rest)
    }
}

extension LambdaModel {
    /// Counts calls that have ended, under every set of dimensions that AWS files them under.
    public mutating func record(_ tallies: some Sequence<CallTally>) {
        for second in metrics.record(tallies) { list(.metric(second)) }
    }
}
