// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
import SluiceWire

extension LambdaModel {
    /// Evaluates the alarms that are due, and those on alarms whenever one of theirs changes.
    ///
    /// It is no part of `advance(to:)`: who drives the model first brings it all that was counted.
    public mutating func evaluateAlarms(at now: Timestamp) {
        for name in alarms.unscheduled { schedule(name, after: now) }
        for name in alarms.due(at: now) {
            schedule(name, after: now)
            guard let record = alarms.alarms[name], let alarm = record.metric,
                let outcome = outcome(of: alarm, at: now)
            else { continue }
            let state =
                outcome.isTooSmall
                ? record.state : outcome.window.state(after: outcome.breaches, from: record.state)
            if state != record.state {
                turn(
                    name,
                    to: state,
                    reason: outcome.reason(of: state, from: record.state),
                    data: outcome.reasonData,
                    at: now
                )
            }
        }
    }

    /// Seconds between two evaluations of an alarm.
    ///
    /// AWS's are 60, and 10 for periods below a minute. Where metrics can be read at once, all
    /// alarms are evaluated as often as those: who rehearses a rollout does not wait for minutes.
    func evaluationInterval(of alarm: PutMetricAlarm) -> Int64 {
        metrics.delay == .zero || alarm.datapointPeriod < 60 ? 10 : 60
    }

    /// Names the time of an alarm's next evaluation: one interval from now.
    mutating func schedule(_ name: String, after now: Timestamp) {
        guard let alarm = alarms.alarms[name]?.metric else { return }
        let interval = evaluationInterval(of: alarm)
        scheduleAlarm(name, at: now.advanced(by: .seconds(interval)))
    }

    /// Puts an alarm into a state, notes it, tells whom it concerns, and evaluates its parents.
    mutating func turn(
        _ name: String,
        to state: AlarmState,
        reason: String,
        data: String?,
        at now: Timestamp
    ) {
        guard var record = alarms.alarms[name] else { return }
        let old = record
        record.state = state
        record.reason = reason
        record.reasonData = data
        record.stateUpdatedAt = now
        if state != old.state { record.transitionedAt = now }
        commit(.alarm(record))
        guard state != old.state else { return }
        note(
            record,
            .stateUpdate,
            "Alarm updated from \(old.state.rawValue) to \(state.rawValue)",
            .map([
                "version": .string("1.0"), "oldState": .map(old.stateData),
                "newState": .map(record.stateData),
            ]),
            at: now
        )
        if record.actionsEnabled {
            for action in record.actions(for: state) {
                tell(AlarmNotice(action: action, record: record, previous: old))
                note(
                    record,
                    .action,
                    "Successfully executed action \(action)",
                    .map([
                        "actionState": .string("Succeeded"),
                        "notificationResource": .string(action),
                    ]),
                    at: now
                )
            }
        }
        // A rule cannot name its own alarm, directly or by others, so this ends.
        for parent in alarms.parents(of: name) {
            evaluateComposite(parent, because: record, at: now)
        }
    }

    /// Evaluates an alarm on alarms.
    mutating func evaluateComposite(
        _ name: String,
        because child: AlarmRecord?,
        at now: Timestamp
    ) {
        guard let record = alarms.alarms[name], let rule = record.rule else { return }
        let state: AlarmState = rule.holds { alarms.alarms[$0]?.state } ? .alarm : .ok
        guard state != record.state else { return }
        let reason = child.map { child in
            "\(alarmARN(child.name)) transitioned to \(child.state.rawValue) at "
                + "\(now.clockText)"
        }
        turn(
            name,
            to: state,
            reason: reason ?? "\(alarmARN(name)) was created and its alarm rule evaluates to "
                + "\(state.rawValue)",
            data: nil,
            at: now
        )
    }

    /// Adds an item to the history.
    mutating func note(
        _ record: AlarmRecord,
        _ kind: AlarmEvent.Kind,
        _ summary: String,
        _ data: WireValue,
        at now: Timestamp
    ) {
        commit(
            .alarmHistory(
                AlarmEvent(
                    number: alarms.nextNumber,
                    alarm: record.name,
                    alarmType: record.type,
                    at: now,
                    kind: kind,
                    summary: summary,
                    data: WireCodec.text(of: data)
                )
            )
        )
    }

    /// What an alarm's data says now; `nil` when its metric math makes no sense any more.
    private func outcome(of alarm: PutMetricAlarm, at now: Timestamp) -> AlarmOutcome? {
        guard let comparison = alarm.comparisonOperator.flatMap(AlarmComparison.init),
            let threshold = alarm.threshold, let periods = alarm.evaluationPeriods
        else { return nil }
        let window = AlarmWindow(
            evaluationPeriods: periods,
            datapointsToAlarm: alarm.datapointsToAlarm ?? periods,
            missing: alarm.treatMissingData.flatMap(MissingData.init) ?? .missing
        )
        let period = Int64(alarm.datapointPeriod)
        let visible = now.advanced(by: .zero - metrics.delay).second
        let end = visible - visible.remainder(by: metrics.resolution)
        let start = end - period * Int64(window.range)
        guard let found = points(of: alarm, from: start, to: end, at: now) else { return nil }
        var datapoints = [AlarmOutcome.Datapoint?](repeating: nil, count: window.range)
        for point in found where (start..<end).contains(point.at.second) {
            datapoints[Int((point.at.second - start) / period)] = point
        }
        return AlarmOutcome(
            alarm: alarm,
            window: window,
            comparison: comparison,
            threshold: threshold,
            datapoints: datapoints,
            period: Int(period),
            now: now
        )
    }

    private func points(
        of alarm: PutMetricAlarm,
        from start: Int64,
        to end: Int64,
        at now: Timestamp
    ) -> [AlarmOutcome.Datapoint]? {
        if let queries = alarm.metrics {
            let evaluation = MetricQueries(
                queries: queries,
                start: Timestamp(second: start),
                end: Timestamp(second: end),
                anchor: end,
                now: now
            )
            // What the queries ask was checked when the alarm was put.
            guard let id = queries.first(where: { $0.returnData ?? true })?.id,
                let series = try? evaluation.answers(from: metrics)[id]?.first
            else { return nil }
            return series.points.map {
                AlarmOutcome.Datapoint(at: Timestamp(second: $0.second), value: $0.value)
            }
        }
        guard let name = alarm.statistic ?? alarm.extendedStatistic,
            let statistic = MetricStatistic(name)
        else { return nil }
        let span = MetricStore.Span(
            key: alarm.key,
            unit: alarm.unit,
            period: Int64(alarm.datapointPeriod),
            start: Timestamp(second: start),
            end: Timestamp(second: end),
            anchor: end
        )
        return metrics.samples(span, keepingValues: statistic.needsDistribution, now: now)
            .compactMap { second, sample in
                statistic.value(of: sample).map {
                    AlarmOutcome.Datapoint(
                        at: Timestamp(second: second),
                        value: $0,
                        sampleCount: sample.count
                    )
                }
            }
    }
}

extension AlarmOutcome {
    /// Whether a percentile stands on too few samples, and the alarm does not want to hear of that.
    var isTooSmall: Bool {
        guard alarm.evaluateLowSampleCountPercentile == "ignore",
            case .percentile(let share)? = alarm.extendedStatistic.flatMap(MetricStatistic.init)
        else { return false }
        let tail = share >= 0.5 ? 1 - share : share
        guard tail > 0 else { return false }
        let needed = 10 / tail
        return datapoints.suffix(window.evaluationPeriods).compactMap(\.self)
            .contains { ($0.sampleCount ?? .infinity) < needed * (1 - 1e-9) }
    }
}

extension AlarmRecord {
    /// The state as histories have it.
    fileprivate var stateData: WireMap {
        var data: WireMap = [
            "stateValue": .string(state.rawValue), "stateReason": .string(reason),
        ]
        if let reasonData { data["stateReasonData"] = .string(reasonData) }
        return data
    }
}

extension PutMetricAlarm {
    /// Seconds of one data point.
    var datapointPeriod: Int {
        period ?? metrics?.compactMap { $0.metricStat?.period ?? $0.period }.max() ?? 60
    }

    /// The metric.
    var key: MetricKey {
        MetricKey(
            namespace: namespace ?? "",
            name: metricName ?? "",
            dimensions: (dimensions ?? []).map { MetricKey.Dimension($0.name, $0.value) }
        )
    }
}
