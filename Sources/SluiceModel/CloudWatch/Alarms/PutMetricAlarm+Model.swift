// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension PutMetricAlarm: ModelOperation {
    /// Makes an alarm, or replaces one and keeps its state.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try check()
        if metrics != nil {
            try MetricQueries(
                queries: metrics ?? [],
                start: call.now,
                end: call.now.advanced(by: .seconds(60)),
                anchor: 0,
                now: call.now
            ).checkForAlarm()
        }
        try model.put(
            alarmName,
            .metric(self),
            actionsEnabled: actionsEnabled ?? true,
            tags: tags ?? [],
            at: call.now
        )
        return Output()
    }

    private func check() throws(AWSFailure) {
        var faults = Constraints()
        faults.checkAlarmName(alarmName)
        faults.checkPresence(of: comparisonOperator, at: "comparisonOperator")
        faults.checkPresence(of: evaluationPeriods, at: "evaluationPeriods")
        faults.check(
            comparisonOperator,
            at: "comparisonOperator",
            oneOf: AlarmComparison.allCases.map(\.rawValue)
        )
        faults.check(evaluationPeriods, at: "evaluationPeriods", in: 1...Int(Int32.max))
        faults.check(datapointsToAlarm, at: "datapointsToAlarm", in: 1...Int(Int32.max))
        faults.check(period, at: "period", in: 1...Int(Int32.max))
        faults.check(statistic, at: "statistic", oneOf: MetricDatum.statistics)
        faults.check(unit, at: "unit", oneOf: MetricDatum.units)
        faults.checkActions(okActions, alarmActions, insufficientDataActions)
        try faults.enforce(as: "ValidationError")
        try AlarmRecord.checkARNs(okActions, alarmActions, insufficientDataActions)
        if let treatMissingData, MissingData(rawValue: treatMissingData) == nil {
            throw .validationError(
                "The value \(treatMissingData) is not supported for TreatMissingData parameter. "
                    + "Supported values are [breaching, notBreaching, ignore, missing]."
            )
        }
        if let word = evaluateLowSampleCountPercentile, word != "evaluate", word != "ignore" {
            throw .validationError(
                "Option \(word) is not supported. Supported options for parameter "
                    + "EvaluateLowSampleCountPercentile are evaluate and ignore."
            )
        }
        if thresholdMetricId != nil {
            throw .validationError("Anomaly detection is not offered by this engine.")
        }
        guard threshold != nil else { throw .missing("Threshold") }
        try metrics == nil ? checkMetric() : checkNoMetric()
        let periods = evaluationPeriods ?? 1
        if let datapointsToAlarm, datapointsToAlarm > periods {
            throw .validationError(
                "EvaluationPeriods must be greater than or equal to DatapointsToAlarm."
            )
        }
        let span = datapointPeriod.multipliedReportingOverflow(by: periods)
        let longest = datapointPeriod >= 3600 ? 7 * 86_400 : 86_400
        if span.overflow || span.partialValue > longest {
            throw .validationError(
                "Metrics cannot be checked across more than \(longest == 86_400 ? "a day" : "a week") "
                    + "(EvaluationPeriods * Period must be <= \(longest))."
            )
        }
    }

    private func checkMetric() throws(AWSFailure) {
        guard metricName?.isEmpty == false else { throw .missing("MetricName") }
        guard namespace?.isEmpty == false else { throw .missing("Namespace") }
        guard let period else { throw .missing("Period") }
        guard [10, 20, 30].contains(period) || period % 60 == 0 else {
            throw .validationError("Period must be 10, 20, 30 or a multiple of 60")
        }
        switch (statistic, extendedStatistic) {
        case (nil, nil): throw .missing("Statistic")
        case (_?, _?):
            throw .validationError(
                "Exactly one of Statistic and ExtendedStatistic must be specified."
            )
        case (nil, let extended?):
            guard let statistic = MetricStatistic(extended), !statistic.isBasic else {
                throw .validationError(
                    "The value \(extended) for parameter ExtendedStatistic is not supported."
                )
            }
        default: break
        }
    }

    private func checkNoMetric() throws(AWSFailure) {
        guard metricName == nil, namespace == nil, statistic == nil, extendedStatistic == nil,
            period == nil, dimensions?.isEmpty ?? true, unit == nil
        else {
            throw .validationError(
                "Metrics list cannot be used together with MetricName, Namespace, Dimensions, "
                    + "Period, Unit, Statistic or ExtendedStatistic."
            )
        }
    }
}

extension Constraints {
    /// A name that an alarm may have.
    mutating func checkAlarmName(_ name: String) {
        if name.isEmpty {
            fault("", at: "alarmName", "Member must have length greater than or equal to 1")
        }
        check(name, at: "alarmName", lengthMax: 255)
    }

    /// A member that the model leaves optional and the service does not.
    mutating func checkPresence<Value>(of value: Value?, at member: String) {
        if value == nil { absence(at: member) }
    }

    /// Actions of the three states.
    mutating func checkActions(_ ok: [String]?, _ alarm: [String]?, _ insufficient: [String]?) {
        let all = [
            ("oKActions", ok), ("alarmActions", alarm),
            ("insufficientDataActions", insufficient),
        ]
        for (member, actions) in all where (actions?.count ?? 0) > Limits.alarmActionsMax {
            fault(
                "[\(actions?.joined(separator: ", ") ?? "")]",
                at: member,
                "Member must have length less than or equal to \(Limits.alarmActionsMax)"
            )
        }
    }
}

extension LambdaModel {
    /// Keeps an alarm; one that is replaced keeps its state and its tags.
    mutating func put(
        _ name: String,
        _ definition: AlarmRecord.Definition,
        actionsEnabled: Bool,
        tags: [CloudWatchTag],
        at now: Timestamp
    ) throws(AWSFailure) {
        let old = alarms.alarms[name]
        guard old != nil || alarms.alarms.count < Limits.alarmsMax else {
            throw .cloudWatch(
                "LimitExceeded",
                "The account has \(Limits.alarmsMax) alarms, which is the limit."
            )
        }
        var record = AlarmRecord(
            name: name,
            definition: definition,
            actionsEnabled: actionsEnabled,
            tags: Dictionary(tags.map { ($0.key, $0.value) }) { $1 },
            at: now
        )
        if let old {
            (record.state, record.reason, record.reasonData) =
                (old.state, old.reason, old.reasonData)
            (record.stateUpdatedAt, record.transitionedAt) =
                (old.stateUpdatedAt, old.transitionedAt)
            record.tags = old.tags
            guard old.type == record.type else {
                throw .validationError("An alarm of another type has the name \(name).")
            }
        }
        commit(.alarm(record))
        note(
            record,
            .configurationUpdate,
            "Alarm \"\(name)\" \(old == nil ? "created" : "updated")",
            .map([
                "version": .string("1.0"), "type": .string(old == nil ? "Create" : "Update"),
                old == nil ? "createdAlarm" : "updatedAlarm": record.told(as: alarmARN(name)),
            ]),
            at: now
        )
        schedule(name, after: now)
    }
}

extension AWSFailure {
    /// 400: what a value breaks.
    static func validationError(_ message: String) -> AWSFailure {
        .cloudWatch("ValidationError", message)
    }

    /// 400: what is not there.
    static func missing(_ name: String) -> AWSFailure {
        .cloudWatch("MissingParameter", "The parameter \(name) is required.")
    }
}
