// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension DescribeAlarms: ModelOperation {
    /// Lists alarms; names that are unknown are silently absent.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var faults = Constraints()
        faults.check(stateValue, at: "stateValue", oneOf: AlarmState.allCases.map(\.rawValue))
        faults.check(maxRecords, at: "maxRecords", in: 1...Limits.alarmPageItemsMax)
        faults.check(alarmTypes: alarmTypes)
        try faults.enforce(as: "ValidationError")
        if alarmNamePrefix != nil, alarmNames?.isEmpty == false {
            throw .cloudWatch(
                "InvalidParameterCombination",
                "AlarmNamePrefix and AlarmNames cannot both be specified."
            )
        }
        let types = alarmTypes?.isEmpty == false ? alarmTypes ?? [] : ["MetricAlarm"]
        var meant = model.alarms.ordered.filter { types.contains($0.type) && isMeant($0) }
        if let childrenOfAlarmName {
            let names = model.alarms.alarms[childrenOfAlarmName]?.rule?.names ?? []
            meant = meant.filter { names.contains($0.name) }
        }
        if let parentsOfAlarmName {
            let names = model.alarms.parents(of: parentsOfAlarmName)
            meant = meant.filter { names.contains($0.name) }
        }
        let page = try AlarmPage(meant, token: nextToken, asked: maxRecords)
        return Output(
            compositeAlarms: page.items.compactMap { CompositeAlarm($0, in: model) },
            metricAlarms: page.items.compactMap { MetricAlarm($0, in: model) },
            nextToken: page.nextToken
        )
    }

    private func isMeant(_ record: AlarmRecord) -> Bool {
        if let names = alarmNames, !names.isEmpty, !names.contains(record.name) { return false }
        if let prefix = alarmNamePrefix, !record.name.hasPrefix(prefix) { return false }
        if let stateValue, stateValue != record.state.rawValue { return false }
        guard let actionPrefix else { return true }
        return record.actions.contains { $0.hasPrefix(actionPrefix) }
    }
}

extension DescribeAlarmsForMetric: ModelOperation {
    /// Lists the alarms on exactly one metric.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let key = MetricKey(
            namespace: namespace,
            name: metricName,
            dimensions: (dimensions ?? []).map { MetricKey.Dimension($0.name, $0.value) }
        )
        var faults = Constraints()
        faults.check(
            statistic,
            at: "statistic",
            oneOf: MetricDatum.statistics
        )
        faults.check(unit, at: "unit", oneOf: MetricDatum.units)
        try faults.enforce(as: "ValidationError")
        let meant = model.alarms.ordered.filter { record in
            guard let alarm = record.metric, alarm.metrics == nil, alarm.key == key else {
                return false
            }
            return (statistic == nil || statistic == alarm.statistic)
                && (extendedStatistic == nil || extendedStatistic == alarm.extendedStatistic)
                && (period == nil || period == alarm.period)
                && (unit == nil || unit == alarm.unit)
        }
        return Output(metricAlarms: meant.compactMap { MetricAlarm($0, in: model) })
    }
}

extension DescribeAlarmHistory: ModelOperation {
    /// Lists what happened, the newest first unless told otherwise.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var faults = Constraints()
        faults.check(
            historyItemType,
            at: "historyItemType",
            oneOf: AlarmEvent.Kind.allCases.map(\.rawValue)
        )
        faults.check(maxRecords, at: "maxRecords", in: 1...Limits.alarmPageItemsMax)
        faults.check(alarmTypes: alarmTypes)
        faults.check(scanBy, at: "scanBy", oneOf: ["TimestampDescending", "TimestampAscending"])
        try faults.enforce(as: "ValidationError")
        let types = alarmTypes?.isEmpty == false ? alarmTypes ?? [] : ["MetricAlarm"]
        var meant = model.alarms.history.filter { event in
            (alarmName == nil || alarmName == event.alarm) && types.contains(event.alarmType)
                && (historyItemType == nil || historyItemType == event.kind.rawValue)
                && (startDate.map { $0.time <= event.at } ?? true)
                && (endDate.map { event.at <= $0.time } ?? true)
        }
        if scanBy != "TimestampAscending" { meant.reverse() }
        let page = try AlarmPage(meant, token: nextToken, asked: maxRecords)
        return Output(
            alarmHistoryItems: page.items.map { event in
                AlarmHistoryItem(
                    alarmName: event.alarm,
                    alarmType: event.alarmType,
                    timestamp: WireTimestamp(event.at),
                    historyItemType: event.kind.rawValue,
                    historySummary: event.summary,
                    historyData: event.data
                )
            },
            nextToken: page.nextToken
        )
    }
}

extension Constraints {
    /// The kinds of alarms that a client asks for.
    fileprivate mutating func check(alarmTypes: [String]?) {
        check(
            list: alarmTypes,
            at: "alarmTypes",
            oneOf: ["CompositeAlarm", "MetricAlarm"],
            count: Limits.alarmNamesMax
        )
    }
}

/// One page of alarms or of their history.
struct AlarmPage<Item> {
    let items: [Item]
    let nextToken: String?

    init(_ list: [Item], token: String?, asked: Int?) throws(AWSFailure) {
        let start = try MetricToken.offset(token)
        items = Array(list.dropFirst(start).prefix(asked ?? Limits.alarmPageItemsMax))
        let end = start + items.count
        nextToken = end < list.count ? "\(end)" : nil
    }
}

extension MetricAlarm {
    /// The alarm as it is described; `nil` for one on alarms.
    init?(_ record: AlarmRecord, in model: LambdaModel) {
        guard let alarm = record.metric else { return nil }
        self.init(
            alarmName: record.name,
            alarmArn: model.alarmARN(record.name),
            alarmDescription: alarm.alarmDescription,
            alarmConfigurationUpdatedTimestamp: WireTimestamp(record.configuredAt),
            actionsEnabled: record.actionsEnabled,
            okActions: alarm.okActions ?? [],
            alarmActions: alarm.alarmActions ?? [],
            insufficientDataActions: alarm.insufficientDataActions ?? [],
            stateValue: record.state.rawValue,
            stateReason: record.reason,
            stateReasonData: record.reasonData,
            stateUpdatedTimestamp: WireTimestamp(record.stateUpdatedAt),
            metricName: alarm.metricName,
            namespace: alarm.namespace,
            statistic: alarm.statistic,
            extendedStatistic: alarm.extendedStatistic,
            dimensions: alarm.dimensions ?? [],
            period: alarm.period,
            unit: alarm.unit,
            evaluationPeriods: alarm.evaluationPeriods,
            datapointsToAlarm: alarm.datapointsToAlarm,
            threshold: alarm.threshold,
            comparisonOperator: alarm.comparisonOperator,
            treatMissingData: alarm.treatMissingData,
            evaluateLowSampleCountPercentile: alarm.evaluateLowSampleCountPercentile,
            metrics: alarm.metrics,
            stateTransitionedTimestamp: WireTimestamp(record.transitionedAt)
        )
    }
}

extension CompositeAlarm {
    /// The alarm as it is described; `nil` for one on a metric.
    init?(_ record: AlarmRecord, in model: LambdaModel) {
        guard case .composite(let alarm) = record.definition else { return nil }
        self.init(
            actionsEnabled: record.actionsEnabled,
            alarmActions: alarm.alarmActions ?? [],
            alarmArn: model.alarmARN(record.name),
            alarmConfigurationUpdatedTimestamp: WireTimestamp(record.configuredAt),
            alarmDescription: alarm.alarmDescription,
            alarmName: record.name,
            alarmRule: alarm.alarmRule,
            insufficientDataActions: alarm.insufficientDataActions ?? [],
            okActions: alarm.okActions ?? [],
            stateReason: record.reason,
            stateReasonData: record.reasonData,
            stateUpdatedTimestamp: WireTimestamp(record.stateUpdatedAt),
            stateValue: record.state.rawValue,
            stateTransitionedTimestamp: WireTimestamp(record.transitionedAt)
        )
    }
}
