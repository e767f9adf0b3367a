// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// What `alarms` prints with `--output json`: each `definition` is the input of
/// `aws cloudwatch put-metric-alarm --cli-input-json`.
struct AlarmsDocument: Encodable, Sendable {
    /// A metric as CloudWatch names its parts.
    struct Query: Encodable, Sendable {
        struct Stat: Encodable, Sendable {
            struct Metric: Encodable, Sendable {
                struct Dimension: Encodable, Sendable {
                    var Name: String
                    var Value: String
                }
                var Namespace: String
                var MetricName: String
                var Dimensions: [Dimension]
            }
            var Metric: Metric
            var Period: Int
            var Stat: String
        }
        var Id: String
        var Expression: String?
        var Label: String?
        var MetricStat: Stat?
        var ReturnData: Bool
    }

    /// An alarm as CloudWatch names its parts.
    struct Definition: Encodable, Sendable {
        var AlarmName: String
        var AlarmDescription: String
        var EvaluationPeriods: Int
        var DatapointsToAlarm: Int
        var Threshold: Double
        var ComparisonOperator: String
        var TreatMissingData: String
        var Metrics: [Query]
    }

    /// One alarm.
    struct Item: Encodable, Sendable {
        var name: String
        var state: AlarmProposal.State
        var applied: Bool
        var definition: Definition
    }

    var alarms: [Item]

    init(_ proposals: [AlarmProposal], applied: Set<String>) {
        alarms = proposals.map { proposal in
            Item(
                name: proposal.definition.name,
                state: proposal.state,
                applied: applied.contains(proposal.definition.name),
                definition: Definition(proposal.definition)
            )
        }
    }
}

extension AlarmsDocument.Definition {
    fileprivate init(_ alarm: AlarmDefinition) {
        var queries: [AlarmsDocument.Query] = []
        if case .formula(let formula, let terms) = alarm.source {
            queries.append(
                .init(Id: "value", Expression: formula, Label: alarm.text, ReturnData: true)
            )
            queries += terms.map { term in
                .init(
                    Id: term.id,
                    MetricStat: .init(
                        Metric: .init(
                            Namespace: term.metric.namespace,
                            MetricName: term.metric.name,
                            Dimensions: term.metric.dimensions.sorted { $0.key < $1.key }
                                .map { .init(Name: $0.key, Value: $0.value) }
                        ),
                        Period: term.metric.period,
                        Stat: term.metric.statistic
                    ),
                    ReturnData: false
                )
            }
        }
        self.init(
            AlarmName: alarm.name,
            AlarmDescription: alarm.text,
            EvaluationPeriods: alarm.periods,
            DatapointsToAlarm: alarm.datapoints,
            Threshold: alarm.threshold,
            ComparisonOperator: alarm.comparison,
            TreatMissingData: alarm.missingData,
            Metrics: queries
        )
    }
}
