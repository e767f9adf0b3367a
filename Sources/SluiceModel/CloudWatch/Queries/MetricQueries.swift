// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// The queries of one GetMetricData or of one alarm: metrics and expressions over them.
struct MetricQueries {
    let queries: [MetricDataQuery]
    let start: Timestamp
    let end: Timestamp
    /// A second at which periods begin: 0, or an alarm's window's end.
    let anchor: Int64
    let now: Timestamp

    /// The series of every query by id; an expression may have many.
    func answers(from store: MetricStore) throws(AWSFailure) -> [String: [MathSeries]] {
        let expressions = try read()
        var known: [String: MathValue] = [:]
        for query in queries {
            if let stat = query.metricStat { known[query.id] = .series(try series(stat, store)) }
        }
        for id in try order(expressions) {
            guard let expression = expressions[id] else { continue }
            let evaluator = evaluator(known, for: id, expression)
            do throws(MathFault) {
                known[id] = try evaluator.value(of: expression)
            } catch {
                throw .mathFault(id, error)
            }
        }
        for query in queries where expressions[query.id] != nil && query.returnData ?? true {
            guard let value = known[query.id] else { continue }
            switch value {
            case .number, .text:
                throw .mathFault(
                    query.id,
                    MathFault("the result is not a time series or an array of time series")
                )
            case .series, .list: break
            }
        }
        return known.mapValues(\.series)
    }

    /// The samples of a metric, as the store is asked for them.
    func span(_ stat: MetricStat) -> MetricStore.Span {
        MetricStore.Span(
            key: MetricKey(
                namespace: stat.metric.namespace ?? "",
                name: stat.metric.metricName ?? "",
                dimensions: stat.metric.dimensions.map { MetricKey.Dimension($0.name, $0.value) }
            ),
            unit: stat.unit,
            period: Int64(stat.period),
            start: start,
            end: end,
            anchor: anchor
        )
    }

    private func series(_ stat: MetricStat, _ store: MetricStore) throws(AWSFailure) -> MathSeries {
        guard let statistic = MetricStatistic(stat.stat) else {
            throw .validationError("The value \(stat.stat) for parameter Stat is not supported.")
        }
        let samples = store.samples(
            span(stat),
            keepingValues: statistic.needsDistribution,
            now: now
        )
        return MathSeries(
            points: samples.compactMap { second, sample in
                statistic.value(of: sample).map { MathSeries.Point(second: second, value: $0) }
            },
            period: Int64(stat.period)
        )
    }

    private func evaluator(
        _ known: [String: MathValue],
        for id: String,
        _ expression: MathExpression
    ) -> MathEvaluator {
        let own = queries.first { $0.id == id }?.period.map(Int64.init)
        let used = expression.names.flatMap { known[$0]?.series ?? [] }.map(\.period).max()
        let any = queries.compactMap { $0.metricStat?.period }.max().map(Int64.init)
        var evaluator = MathEvaluator(
            known: known,
            metrics: queries.filter { $0.metricStat != nil }.map(\.id),
            span: start.second..<max(start.second, end.second),
            period: max(1, own ?? used ?? any ?? 60)
        )
        evaluator.isSliding = anchor != 0
        return evaluator
    }

    private func read() throws(AWSFailure) -> [String: MathExpression] {
        var expressions: [String: MathExpression] = [:]
        for query in queries {
            guard let text = query.expression else { continue }
            do throws(MathFault) {
                expressions[query.id] = try MathReader.read(text)
            } catch {
                throw .mathFault(query.id, error)
            }
        }
        return expressions
    }

    /// The expressions so that each comes after those that it names.
    private func order(
        _ expressions: [String: MathExpression]
    ) throws(AWSFailure) -> [String] {
        var ordered: [String] = []
        var done: Set<String> = []
        var waiting = queries.map(\.id).filter { expressions[$0] != nil }
        while !waiting.isEmpty {
            let ready = waiting.filter { id in
                (expressions[id]?.names ?? []).allSatisfy {
                    expressions[$0] == nil || done.contains($0)
                }
            }
            guard !ready.isEmpty else {
                throw .mathFault(
                    waiting[0],
                    MathFault("expressions depend on one another in a circle")
                )
            }
            ordered += ready
            done.formUnion(ready)
            waiting.removeAll { done.contains($0) }
        }
        return ordered
    }
}

extension MetricQueries {
    /// Refuses queries that make no sense, in CloudWatch's words.
    func check() throws(AWSFailure) {
        guard queries.count <= Limits.metricQueriesMax else {
            throw .validationError(
                "The collection MetricDataQueries must not have a size greater than "
                    + "\(Limits.metricQueriesMax)."
            )
        }
        var seen: Set<String> = []
        for query in queries {
            guard let first = query.id.utf8.first, (97...122).contains(first),
                query.id.isWord(allowing: "_")
            else {
                throw .validationError(
                    "The value '\(query.id)' for parameter MetricDataQueries.member.Id is not "
                        + "valid: it must match the expression ^[a-z][a-zA-Z0-9_]*$."
                )
            }
            guard seen.insert(query.id).inserted else {
                throw .validationError(
                    "The values for parameter id in MetricDataQueries are not unique."
                )
            }
            switch (query.metricStat, query.expression) {
            case (nil, nil): throw .missing("MetricDataQueries.member.MetricStat")
            case (_?, _?):
                throw .cloudWatch(
                    "InvalidParameterCombination",
                    "The parameters MetricDataQueries.member.Expression and "
                        + "MetricDataQueries.member.MetricStat are mutually exclusive and you have "
                        + "specified both."
                )
            case (let stat?, nil): try Self.check(period: stat.period)
            case (nil, _?): if let period = query.period { try Self.check(period: period) }
            }
        }
    }

    /// The periods that CloudWatch knows: 1, 5, 10, 20, 30 seconds and whole minutes.
    static func check(period: Int) throws(AWSFailure) {
        guard [1, 5, 10, 20, 30].contains(period) || (period > 0 && period % 60 == 0) else {
            throw .cloudWatch(
                "InvalidParameterValue",
                "Period must be 1, 5, 10, 20, 30 or a multiple of 60 seconds, not \(period)."
            )
        }
    }

    /// Refuses what an alarm cannot look at.
    func checkForAlarm() throws(AWSFailure) {
        try check()
        guard queries.count(where: { $0.returnData ?? true }) == 1 else {
            throw .validationError(
                "Exactly one element of the metrics list should return data."
            )
        }
        let stats = queries.compactMap(\.metricStat)
        guard stats.count <= Limits.alarmMetricsMax else {
            throw .validationError(
                "An alarm reads at most \(Limits.alarmMetricsMax) metrics."
            )
        }
        guard Set(stats.map(\.period)).count <= 1 else {
            throw .validationError("The metrics of an alarm must have the same period.")
        }
        for expression in try read().values where expression.calls("SEARCH") {
            throw .validationError("SEARCH cannot be used in an alarm.")
        }
        // An empty store shows whether the expressions make sense: it has a series for each name.
        let known = try answers(from: MetricStore())
        for query in queries where query.returnData ?? true {
            guard (known[query.id]?.count ?? 0) == 1 else {
                throw .validationError(
                    "The expression '\(query.id)' must come to a single time series."
                )
            }
        }
    }
}

extension AWSFailure {
    fileprivate static func mathFault(_ id: String, _ fault: MathFault) -> AWSFailure {
        .validationError("Error in expression '\(id)': \(fault.text)")
    }
}
