// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// What an alarm has to tell one of its actions.
public struct AlarmNotice: Hashable, Sendable {
    /// The ARN of what is told: a function or a topic.
    public let action: String
    /// The alarm as it is now.
    public let record: AlarmRecord
    /// The alarm as it was before.
    public let previous: AlarmRecord

    /// The subject of a message to a topic.
    public func subject(region: String) -> String {
        "\(record.state.rawValue): \"\(record.name)\" in \(Self.longName(of: region))"
    }

    /// The message to a topic, in JSON.
    public func message(account: String, region: String) -> String {
        var body: WireMap = [
            "AlarmName": .string(record.name),
            "AlarmDescription": record.description.map(WireValue.string) ?? .null,
            "AWSAccountId": .string(account),
            "AlarmConfigurationUpdatedTimestamp": .string(record.configuredAt.lambdaText),
            "NewStateValue": .string(record.state.rawValue),
            "NewStateReason": .string(record.reason),
            "StateChangeTime": .string(record.stateUpdatedAt.lambdaText),
            "Region": .string(Self.longName(of: region)),
            "AlarmArn": .string(arn(account, region)),
            "OldStateValue": .string(previous.state.rawValue),
            "OKActions": Self.list(record.actions(for: .ok)),
            "AlarmActions": Self.list(record.actions(for: .alarm)),
            "InsufficientDataActions": Self.list(record.actions(for: .insufficientData)),
        ]
        switch record.definition {
        case .metric(let alarm): body["Trigger"] = .map(Self.trigger(alarm))
        case .composite(let alarm): body["AlarmRule"] = .string(alarm.alarmRule)
        }
        return WireCodec.text(of: .map(body))
    }

    /// The event for a function, in JSON.
    public func event(account: String, region: String) -> String {
        func state(_ record: AlarmRecord) -> WireValue {
            var map: WireMap = [
                "value": .string(record.state.rawValue), "reason": .string(record.reason),
            ]
            if let data = record.reasonData { map["reasonData"] = .string(data) }
            map["timestamp"] = .string(record.stateUpdatedAt.lambdaText)
            return .map(map)
        }
        var configuration = WireMap()
        if let text = record.description { configuration["description"] = .string(text) }
        switch record.definition {
        case .metric(let alarm): configuration["metrics"] = .list(Self.metrics(alarm))
        case .composite(let alarm): configuration["alarmRule"] = .string(alarm.alarmRule)
        }
        return WireCodec.text(
            of: .map([
                "source": .string("aws.cloudwatch"),
                "alarmArn": .string(arn(account, region)),
                "accountId": .string(account),
                "time": .string(record.stateUpdatedAt.lambdaText),
                "region": .string(region),
                "alarmData": .map([
                    "alarmName": .string(record.name),
                    "state": state(record),
                    "previousState": state(previous),
                    "configuration": .map(configuration),
                ]),
            ])
        )
    }

    private func arn(_ account: String, _ region: String) -> String {
        "arn:aws:cloudwatch:\(region):\(account):alarm:\(record.name)"
    }

    private static func list(_ texts: [String]) -> WireValue {
        .list(texts.map(WireValue.string))
    }

    private static func trigger(_ alarm: PutMetricAlarm) -> WireMap {
        var trigger = WireMap()
        if let queries = alarm.metrics {
            trigger["Metrics"] = .list(queries.map { .map(query($0, "Id", "Expression", "Label")) })
        } else {
            trigger["MetricName"] = .string(alarm.metricName ?? "")
            trigger["Namespace"] = .string(alarm.namespace ?? "")
            if let statistic = alarm.statistic {
                trigger["StatisticType"] = .string("Statistic")
                trigger["Statistic"] = .string(statistic.uppercased())
            } else {
                trigger["StatisticType"] = .string("ExtendedStatistic")
                trigger["ExtendedStatistic"] = .string(alarm.extendedStatistic ?? "")
            }
            trigger["Unit"] = alarm.unit.map(WireValue.string) ?? .null
            trigger["Dimensions"] = .list(
                (alarm.dimensions ?? []).map {
                    .map(["value": .string($0.value), "name": .string($0.name)])
                }
            )
        }
        trigger["Period"] = .integer(Int64(alarm.datapointPeriod))
        trigger["EvaluationPeriods"] = .integer(Int64(alarm.evaluationPeriods ?? 1))
        if let number = alarm.datapointsToAlarm {
            trigger["DatapointsToAlarm"] = .integer(Int64(number))
        }
        trigger["ComparisonOperator"] = .string(alarm.comparisonOperator ?? "")
        trigger["Threshold"] = .number(alarm.threshold ?? 0)
        trigger["TreatMissingData"] = .string(alarm.treatMissingData ?? "")
        trigger["EvaluateLowSampleCountPercentile"] = .string(
            alarm.evaluateLowSampleCountPercentile ?? ""
        )
        return trigger
    }

    private static func metrics(_ alarm: PutMetricAlarm) -> [WireValue] {
        let queries =
            alarm.metrics
            ?? [
                MetricDataQuery(
                    id: "m1",
                    metricStat: MetricStat(
                        metric: CloudWatchMetric(
                            namespace: alarm.namespace,
                            metricName: alarm.metricName,
                            dimensions: alarm.dimensions ?? []
                        ),
                        period: alarm.datapointPeriod,
                        stat: alarm.statistic ?? alarm.extendedStatistic ?? "",
                        unit: alarm.unit
                    ),
                    returnData: true
                )
            ]
        return queries.map { .map(query($0, "id", "expression", "label")) }
    }

    private static func query(
        _ query: MetricDataQuery,
        _ id: String,
        _ expression: String,
        _ label: String
    ) -> WireMap {
        var map: WireMap = [id: .string(query.id)]
        if let text = query.expression { map[expression] = .string(text) }
        if let text = query.label { map[label] = .string(text) }
        if let stat = query.metricStat {
            var dimensions = WireMap()
            for dimension in stat.metric.dimensions {
                dimensions[dimension.name] = .string(dimension.value)
            }
            var inner: WireMap = [
                "metric": .map([
                    "namespace": .string(stat.metric.namespace ?? ""),
                    "name": .string(stat.metric.metricName ?? ""),
                    "dimensions": .map(dimensions),
                ]),
                "period": .integer(Int64(stat.period)), "stat": .string(stat.stat),
            ]
            if let unit = stat.unit { inner["unit"] = .string(unit) }
            map[id == "id" ? "metricStat" : "MetricStat"] = .map(inner)
        }
        map[id == "id" ? "returnData" : "ReturnData"] = .bool(query.returnData ?? true)
        return map
    }

    private static func longName(of region: String) -> String { longNames[region] ?? region }

    private static let longNames = [
        "us-east-1": "US East (N. Virginia)", "us-east-2": "US East (Ohio)",
        "us-west-1": "US West (N. California)", "us-west-2": "US West (Oregon)",
        "eu-west-1": "EU (Ireland)", "eu-west-2": "EU (London)", "eu-west-3": "EU (Paris)",
        "eu-central-1": "EU (Frankfurt)", "eu-north-1": "EU (Stockholm)",
        "ap-southeast-1": "Asia Pacific (Singapore)", "ap-southeast-2": "Asia Pacific (Sydney)",
        "ap-northeast-1": "Asia Pacific (Tokyo)", "ap-south-1": "Asia Pacific (Mumbai)",
        "sa-east-1": "South America (Sao Paulo)", "ca-central-1": "Canada (Central)",
    ]
}
