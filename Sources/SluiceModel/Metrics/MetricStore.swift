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
    /// Metrics that there may be.
    public let seriesMax: Int

    /// Metric → unit → seconds; nearly every metric has one unit.
    private(set) var series: [MetricKey: [String: MetricSeries]] = [:]
    private var changed: Set<MetricKey> = []
    private var points = 0

    /// Makes an empty store; a delay makes it as slow and as coarse as AWS.
    public init(
        delay: Duration? = nil,
        alwaysExecutedVersion: Bool = false,
        seriesMax: Int? = nil
    ) {
        resolution = delay == nil ? 1 : 60
        self.delay = delay ?? .zero
        self.alwaysExecutedVersion = alwaysExecutedVersion
        self.seriesMax = seriesMax ?? Limits.metricSeriesMax
    }

    /// The metrics that there are, ordered.
    public var keys: [MetricKey] { series.keys.sorted() }

    /// The metrics with data at this second or later, ordered.
    func keys(since second: Int64) -> [MetricKey] {
        series.filter { Self.last($0.value) >= second }.keys.sorted()
    }

    /// Whether a metric is there, or there is room for one more.
    func hasRoom(for key: MetricKey) -> Bool { series.count < seriesMax || series[key] != nil }

    /// Counts calls; of metrics that there is no room for, the oldest are forgotten.
    public mutating func record(_ tallies: some Sequence<CallTally>) {
        for tally in tallies {
            let sets = tally.dimensionSets(alwaysExecutedVersion: alwaysExecutedVersion)
            let (samples, provisioned) = (tally.samples, tally.provisionedSamples)
            for dimensions in sets {
                let isOfVersion = dimensions.count > 1
                record(
                    isOfVersion ? samples + provisioned : samples,
                    under: dimensions,
                    at: tally.second
                )
            }
            for (name, sample, dimensions) in tally.concurrencySamples {
                record([(name, sample)], under: dimensions, at: tally.second)
            }
        }
    }

    /// Adds a sample to each of some of Lambda's metrics, under one set of dimensions.
    mutating func record(
        _ samples: [(name: String, sample: MetricSample)],
        under dimensions: [MetricKey.Dimension],
        at second: Int64
    ) {
        // Dimensions are put in order once for all of the metrics.
        var key = MetricKey(namespace: "AWS/Lambda", name: "", dimensions: dimensions)
        for (name, sample) in samples {
            key.name = name
            makeRoom(for: key)
            add(sample, to: key, unit: MetricKey.unit(of: name), at: second)
        }
    }

    /// Adds measurements to a metric.
    mutating func add(_ sample: MetricSample, to key: MetricKey, unit: String, at second: Int64) {
        let isFirstChange = series[key, default: [:]][unit, default: MetricSeries()]
            .add(sample, at: second)
        if isFirstChange { changed.insert(key) }
        points += 1
        if points > Limits.metricPointsMax { forgetOldest() }
    }

    /// Brings back what a store kept.
    public mutating func restore(_ second: MetricSecond) {
        makeRoom(for: second.key)
        series[second.key, default: [:]][second.unit, default: MetricSeries()]
            .set(second.sample, at: second.second)
        points += 1
    }

    /// What changed since this was last asked, ordered.
    public mutating func takeChanges() -> [MetricSecond] {
        var seconds: [MetricSecond] = []
        for key in changed.sorted() {
            for unit in (series[key] ?? [:]).keys.sorted() {
                for (second, sample) in series[key]?[unit]?.takeChanges() ?? [] {
                    seconds.append(
                        MetricSecond(key: key, unit: unit, second: second, sample: sample)
                    )
                }
            }
        }
        changed.removeAll()
        return seconds
    }

    /// Seconds before `fine` are kept by the minute; those before `old` not at all.
    public static func kept(at now: Timestamp) -> (fine: Int64, old: Int64) {
        let fine = now.second - Limits.metricSecondsKept
        return (fine - fine.remainder(by: 60), now.second - Limits.metricMinutesKept)
    }

    /// Keeps what is older than some hours by the minute, and forgets what is older than AWS keeps
    /// minutes.
    public mutating func compact(at now: Timestamp) {
        let (fine, old) = Self.kept(at: now)
        points = 0
        for key in Array(series.keys) {
            var count = 0
            for unit in Array((series[key] ?? [:]).keys) {
                series[key]?[unit]?.compact(finerThan: fine, forgetting: old)
                if series[key]?[unit]?.isUnchanged == false { changed.insert(key) }
                count += series[key]?[unit]?.seconds.count ?? 0
            }
            if count == 0 { series[key] = nil }
            points += count
        }
    }

    /// Forgets a quarter of each metric, the oldest, when there is too much in all.
    private mutating func forgetOldest() {
        points = 0
        for key in Array(series.keys) {
            for unit in Array((series[key] ?? [:]).keys) {
                let count = series[key]?[unit]?.seconds.count ?? 0
                series[key]?[unit]?.forget(first: (count + 3) / 4)
                points += count - (count + 3) / 4
            }
        }
    }

    /// Forgets the metrics that nothing was counted under for longest, when there is no room.
    private mutating func makeRoom(for key: MetricKey) {
        guard !hasRoom(for: key) else { return }
        let oldest = series.map { (last: Self.last($0.value), key: $0.key) }
            .sorted { ($0.last, $0.key) < ($1.last, $1.key) }
        // Several at once: the next new ones come cheap.
        for old in oldest.prefix(max(1, seriesMax / 20)) { series[old.key] = nil }
    }

    private static func last(_ units: [String: MetricSeries]) -> Int64 {
        units.values.compactMap(\.seconds.last).max() ?? .min
    }
}

extension LambdaModel {
    /// Counts calls that have ended, under every set of dimensions that AWS files them under.
    public mutating func record(_ tallies: some Sequence<CallTally>) { metrics.record(tallies) }

    /// What the metrics counted since this was last asked; it is not among the other changes,
    /// because losing a second of it is allowed.
    public mutating func takeMetricChanges() -> [MetricSecond] { metrics.takeChanges() }

    /// Makes old metrics coarser and forgets the oldest.
    public mutating func compactMetrics(at now: Timestamp) { metrics.compact(at: now) }
}
