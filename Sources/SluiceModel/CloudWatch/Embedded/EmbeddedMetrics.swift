// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceWire

/// Measurements that stand in a log: CloudWatch's embedded metric format.
///
/// An event is one when it is JSON with `_aws.CloudWatchMetrics`: each directive there names a
/// namespace, sets of dimensions and metrics, whose values are members of the event's root.
///
/// ```swift
/// for put in EmbeddedMetrics.requests(in: line) { try model.record(put, at: now) }
/// ```
public enum EmbeddedMetrics {
    /// What the measurements of an event would be as requests, one for each directive; a directive
    /// that is not as CloudWatch wants it has none.
    public static func requests(in message: String) -> [PutMetricData] {
        // Most lines are no JSON, and most JSON is none of this.
        guard message.utf8.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{"),
            message.contains("\"_aws\""), case .map(let root)? = WireJSON.value(of: message),
            case .map(let metadata)? = root["_aws"],
            case .integer(let milliseconds)? = metadata["Timestamp"],
            case .list(let directives)? = metadata["CloudWatchMetrics"]
        else { return [] }
        let time = WireTimestamp(Timestamp(millisecondsSince1970: milliseconds))
        return directives.prefix(Limits.embeddedDirectivesMax).compactMap { directive in
            guard case .map(let map) = directive else { return nil }
            return request(map, root, time)
        }
    }

    private static func request(
        _ directive: WireMap,
        _ root: WireMap,
        _ time: WireTimestamp
    ) -> PutMetricData? {
        guard case .string(let namespace)? = directive["Namespace"],
            case .list(let metrics)? = directive["Metrics"],
            metrics.count <= Limits.embeddedMetricsMax,
            let sets = dimensionSets(directive["Dimensions"], root)
        else { return nil }
        var data: [MetricDatum] = []
        for metric in metrics {
            guard case .map(let metric) = metric, case .string(let name)? = metric["Name"],
                let values = values(root[name])
            else { continue }
            for dimensions in sets {
                data.append(
                    MetricDatum(
                        metricName: name,
                        dimensions: dimensions,
                        timestamp: time,
                        values: values,
                        unit: text(metric["Unit"]),
                        storageResolution: metric["StorageResolution"] == .integer(1) ? 1 : nil
                    )
                )
            }
        }
        return data.isEmpty ? nil : PutMetricData(namespace: namespace, metricData: data)
    }

    /// The sets with their values; `nil` when they are no sets, or name what the root has not as text.
    private static func dimensionSets(_ value: WireValue?, _ root: WireMap) -> [[MetricDimension]]?
    {
        guard let value else { return [[]] }
        guard case .list(let sets) = value, sets.count <= Limits.metricDimensionsMax else {
            return nil
        }
        var found: [[MetricDimension]] = []
        for set in sets {
            guard case .list(let names) = set, names.count <= Limits.metricDimensionsMax else {
                return nil
            }
            var dimensions: [MetricDimension] = []
            for name in names {
                guard let name = text(name), let value = text(root[name]) else { return nil }
                dimensions.append(MetricDimension(name: name, value: value))
            }
            found.append(dimensions)
        }
        return found.isEmpty ? [[]] : found
    }

    /// The numbers that a member is: one, or up to 100 in a list.
    private static func values(_ value: WireValue?) -> [Double]? {
        switch value {
        case .integer(let number)?: return [Double(number)]
        case .number(let number)?: return [number]
        case .list(let list)?:
            let numbers = list.compactMap { element -> Double? in
                switch element {
                case .integer(let number): Double(number)
                case .number(let number): number
                default: nil
                }
            }
            let isWhole = numbers.count == list.count && !numbers.isEmpty
            return isWhole && numbers.count <= Limits.embeddedValuesMax ? numbers : nil
        default: return nil
        }
    }

    private static func text(_ value: WireValue?) -> String? {
        if case .string(let text)? = value { return text }
        return nil
    }
}
