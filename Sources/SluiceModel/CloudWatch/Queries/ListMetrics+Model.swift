// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension ListMetrics: ModelOperation {
    /// Lists the metrics that have been counted.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let start = try MetricToken.offset(nextToken)
        var oldest = Int64.min
        if let recentlyActive {
            guard recentlyActive == "PT3H" else {
                throw .validationError(
                    "1 validation error detected: Value '\(recentlyActive)' at 'recentlyActive' "
                        + "failed to satisfy constraint: Member must satisfy enum value set: [PT3H]"
                )
            }
            oldest = call.now.second - Limits.metricSecondsKept
        }
        let keys = model.metrics.keys(since: oldest).filter(isMeant)
        let page = keys.dropFirst(start).prefix(Limits.metricPageItemsMax)
        let metrics = page.map { key in
            CloudWatchMetric(
                namespace: key.namespace,
                metricName: key.name,
                dimensions: key.dimensions.map {
                    MetricDimension(name: $0.name, value: $0.value)
                }
            )
        }
        let end = start + page.count
        return Output(metrics: metrics, nextToken: end < keys.count ? "\(end)" : nil)
    }

    /// Whether a metric has the name and all the dimensions that are asked for.
    private func isMeant(_ key: MetricKey) -> Bool {
        if let namespace, namespace != key.namespace { return false }
        if let metricName, metricName != key.name { return false }
        return (dimensions ?? []).allSatisfy { filter in
            key.dimensions.contains { dimension in
                dimension.name == filter.name
                    && (filter.value.map { $0 == dimension.value } ?? true)
            }
        }
    }
}
