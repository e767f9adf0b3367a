// SPDX-License-Identifier: Apache-2.0
public import SluiceCore
public import SluiceWire

extension AlarmDefinition {
    /// Reads an alarm as CloudWatch describes it; `nil` where it has no name.
    public init?(_ alarm: MetricAlarm) {
        guard let name = alarm.alarmName else { return nil }
        self.init(
            name: name,
            text: alarm.alarmDescription ?? "",
            source: Self.source(alarm),
            comparison: alarm.comparisonOperator ?? "",
            threshold: alarm.threshold ?? 0,
            periods: alarm.evaluationPeriods ?? 1,
            datapoints: alarm.datapointsToAlarm,
            missingData: alarm.treatMissingData ?? "missing",
            keepsStateOnFewSamples: alarm.evaluateLowSampleCountPercentile == "ignore"
        )
    }

    private static func source(_ alarm: MetricAlarm) -> Source {
        guard let queries = alarm.metrics, !queries.isEmpty else {
            return .metric(
                Metric(
                    namespace: alarm.namespace ?? "",
                    name: alarm.metricName ?? "",
                    dimensions: Self.map(alarm.dimensions),
                    statistic: alarm.statistic ?? alarm.extendedStatistic ?? "",
                    period: alarm.period ?? 60
                )
            )
        }
        let formula = queries.first { $0.expression != nil && $0.returnData ?? true }?.expression
        let terms = queries.compactMap { query in
            query.metricStat.map { stat in
                Term(
                    query.id,
                    Metric(
                        namespace: stat.metric.namespace ?? "",
                        name: stat.metric.metricName ?? "",
                        dimensions: Self.map(stat.metric.dimensions),
                        statistic: stat.stat,
                        period: stat.period
                    )
                )
            }
        }
        return .formula(formula ?? terms.first?.id ?? "", of: terms)
    }

    private static func map(_ dimensions: [MetricDimension]) -> [String: String] {
        var map: [String: String] = [:]
        for dimension in dimensions { map[dimension.name] = dimension.value }
        return map
    }

    /// The call that makes this alarm of metric math, or replaces the one of its name; whom that
    /// one tells is kept.
    public func put(over before: MetricAlarm? = nil) -> PutMetricAlarm? {
        guard case .formula(let formula, let terms) = source else { return nil }
        let metrics =
            [MetricDataQuery(id: "value", expression: formula, label: text, returnData: true)]
            + terms.map { term in
                MetricDataQuery(
                    id: term.id,
                    metricStat: MetricStat(
                        metric: CloudWatchMetric(
                            namespace: term.metric.namespace,
                            metricName: term.metric.name,
                            dimensions: term.metric.dimensions.sorted { $0.key < $1.key }.map {
                                MetricDimension(name: $0.key, value: $0.value)
                            }
                        ),
                        period: term.metric.period,
                        stat: term.metric.statistic
                    ),
                    returnData: false
                )
            }
        return PutMetricAlarm(
            alarmName: name,
            alarmDescription: text,
            actionsEnabled: before?.actionsEnabled,
            okActions: before?.okActions,
            alarmActions: before?.alarmActions,
            insufficientDataActions: before?.insufficientDataActions,
            evaluationPeriods: periods,
            datapointsToAlarm: datapoints,
            threshold: threshold,
            comparisonOperator: comparison,
            treatMissingData: missingData,
            metrics: metrics
        )
    }
}
