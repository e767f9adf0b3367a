// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

extension AlarmRecord {
    /// The whole alarm, as the history tells what was made, changed or deleted.
    func told(as arn: String) -> WireValue {
        var map: WireMap = [
            "alarmName": .string(name), "alarmArn": .string(arn),
            "alarmDescription": .string(description ?? ""),
            "actionsEnabled": .bool(actionsEnabled),
            "okactions": Self.list(actions(for: .ok)),
            "alarmActions": Self.list(actions(for: .alarm)),
            "insufficientDataActions": Self.list(actions(for: .insufficientData)),
            "stateValue": .string(state.rawValue), "stateReason": .string(reason),
            "stateUpdatedTimestamp": .string(stateUpdatedAt.lambdaText),
            "stateTransitionedTimestamp": .string(transitionedAt.lambdaText),
            "alarmConfigurationUpdatedTimestamp": .string(configuredAt.lambdaText),
        ]
        if let reasonData { map["stateReasonData"] = .string(reasonData) }
        switch definition {
        case .composite(let alarm): map["alarmRule"] = .string(alarm.alarmRule)
        case .metric(let alarm): Self.tell(alarm, in: &map)
        }
        return .map(map)
    }

    private static func tell(_ alarm: PutMetricAlarm, in map: inout WireMap) {
        let dimensions = (alarm.dimensions ?? []).map {
            WireValue.map(["name": .string($0.name), "value": .string($0.value)])
        }
        map["dimensions"] = .list(dimensions)
        map["metrics"] = alarm.metrics.map { .list($0.map(told)) }
        map["metricName"] = alarm.metricName.map(WireValue.string)
        map["namespace"] = alarm.namespace.map(WireValue.string)
        map["statistic"] = alarm.statistic.map(WireValue.string)
        map["extendedStatistic"] = alarm.extendedStatistic.map(WireValue.string)
        map["period"] = alarm.period.map { .integer(Int64($0)) }
        map["unit"] = alarm.unit.map(WireValue.string)
        map["evaluationPeriods"] = alarm.evaluationPeriods.map { .integer(Int64($0)) }
        map["datapointsToAlarm"] = alarm.datapointsToAlarm.map { .integer(Int64($0)) }
        map["threshold"] = alarm.threshold.map(WireValue.number)
        map["comparisonOperator"] = alarm.comparisonOperator.map(WireValue.string)
        map["treatMissingData"] = alarm.treatMissingData.map(WireValue.string)
    }

    private static func told(_ query: MetricDataQuery) -> WireValue {
        var map: WireMap = [
            "id": .string(query.id), "returnData": .bool(query.returnData ?? true),
        ]
        map["expression"] = query.expression.map(WireValue.string)
        map["label"] = query.label.map(WireValue.string)
        guard let stat = query.metricStat else { return .map(map) }
        let dimensions = stat.metric.dimensions.map {
            WireValue.map(["name": .string($0.name), "value": .string($0.value)])
        }
        map["metricStat"] = .map([
            "metric": .map([
                "namespace": .string(stat.metric.namespace ?? ""),
                "metricName": .string(stat.metric.metricName ?? ""),
                "dimensions": .list(dimensions),
            ]),
            "period": .integer(Int64(stat.period)), "stat": .string(stat.stat),
        ])
        return .map(map)
    }

    private static func list(_ texts: [String]) -> WireValue {
        .list(texts.map(WireValue.string))
    }
}
