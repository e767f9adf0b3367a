// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension FailureMetric {
    /// How many failures the metric has of each version, by the start of each period.
    func failures(
        of versions: [Version],
        from start: Timestamp,
        to end: Timestamp,
        period: Int,
        in metrics: CallMetrics
    ) async throws(AWSFailure) -> [Version: [(at: Timestamp, count: Int)]] {
        let queries = versions.enumerated().map { index, version in
            let named = dimensions.sorted { $0.key < $1.key }
                .map { MetricDimension(name: $0.key, value: $0.value) }
            let metric = CloudWatchMetric(
                namespace: namespace,
                metricName: name,
                dimensions: named
                    + [MetricDimension(name: versionDimension, value: version.name)]
            )
            return MetricDataQuery(
                id: "f\(index)",
                metricStat: MetricStat(metric: metric, period: period, stat: "Sum")
            )
        }
        var found: [Version: [Timestamp: Int]] = [:]
        for result in try await metrics.results(of: queries, from: start, to: end) {
            guard let id = result.id, let index = Int(id.dropFirst()),
                versions.indices.contains(index)
            else { continue }
            for (time, value) in zip(result.timestamps, result.values) where value.isFinite {
                let count = Int(max(0, min(value, Limits.failuresOfDatumMax)).rounded())
                // A datum may come on two pages; it is the same one then.
                found[versions[index], default: [:]][time.time] = count
            }
        }
        return found.mapValues { counts in
            counts.sorted { $0.key < $1.key }.map { (at: $0.key, count: $0.value) }
        }
    }
}
