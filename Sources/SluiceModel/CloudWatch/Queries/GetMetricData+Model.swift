// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension GetMetricData: ModelOperation {
    /// Answers queries for metrics and expressions; what never was has no values and is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let asked = MetricQueries(
            queries: metricDataQueries,
            start: startTime.time,
            end: endTime.time,
            anchor: 0,
            now: call.now
        )
        try check(asked)
        let answers = try asked.answers(from: model.metrics)
        var page = ResultPage(
            room: min(maxDatapoints ?? Limits.metricDatapointsMax, Limits.metricDatapointsMax),
            skip: try MetricToken.offset(nextToken)
        )
        for query in metricDataQueries where query.returnData ?? true {
            let messages = query.metricStat.flatMap { units(of: $0, asked, model.metrics) }
            for series in answers[query.id] ?? [] {
                page.add(
                    scanBy == "TimestampAscending" ? series.points : series.points.reversed(),
                    id: query.id,
                    label: query.label ?? query.metricStat.map(label) ?? series.label ?? query.id,
                    messages: messages
                )
            }
        }
        let next = try MetricToken.offset(nextToken) + page.given
        return Output(
            metricDataResults: page.results,
            nextToken: page.hasMore ? "\(next)" : nil,
            messages: []
        )
    }

    private func check(_ asked: MetricQueries) throws(AWSFailure) {
        guard startTime.time < endTime.time else {
            throw .cloudWatch(
                "InvalidParameterValue",
                "The parameter StartTime must be less than the parameter EndTime."
            )
        }
        if let maxDatapoints, maxDatapoints < 1 {
            throw .cloudWatch(
                "InvalidParameterValue",
                "The value \(maxDatapoints) for parameter MaxDatapoints is not valid: it must be "
                    + "at least 1."
            )
        }
        if let scanBy, !["TimestampDescending", "TimestampAscending"].contains(scanBy) {
            var faults = Constraints()
            faults.check(
                scanBy,
                at: "scanBy",
                oneOf: ["TimestampDescending", "TimestampAscending"]
            )
            try faults.enforce(as: "ValidationError")
        }
        try asked.check()
    }

    /// What is to be said where measurements of several units were put together.
    private func units(
        of stat: MetricStat,
        _ asked: MetricQueries,
        _ store: MetricStore
    ) -> [MetricMessage]? {
        guard stat.unit == nil else { return nil }
        let units = store.units(asked.span(stat))
        guard units.count > 1 else { return nil }
        let text = "Multiple units returned: '[\(units.joined(separator: ", "))]'"
        return [MetricMessage(code: "MultipleUnits", value: text)]
    }

    /// The metric's name; where several queries share it, also what tells them apart.
    private func label(of stat: MetricStat) -> String {
        let name = stat.metric.metricName ?? ""
        let others = metricDataQueries.compactMap(\.metricStat)
            .filter { $0.metric.metricName == stat.metric.metricName }
        var parts = [name]
        if others.contains(where: { $0.stat != stat.stat }) { parts.append(stat.stat) }
        if others.contains(where: { $0.period != stat.period }) { parts.append("\(stat.period)") }
        return parts.joined(separator: " ")
    }
}

/// Cuts one page out of the values of all series.
private struct ResultPage {
    var room: Int
    var skip: Int
    var results: [MetricDataResult] = []
    var hasMore = false

    /// Values that are in the page.
    var given: Int { results.reduce(0) { $0 + $1.values.count } }

    mutating func add(
        _ points: [MathSeries.Point],
        id: String,
        label: String,
        messages: [MetricMessage]?
    ) {
        let skipped = min(skip, points.count)
        let kept = points.dropFirst(skipped).prefix(room)
        (skip, room) = (skip - skipped, room - kept.count)
        let isCut = skipped + kept.count < points.count
        hasMore = hasMore || isCut
        results.append(
            MetricDataResult(
                id: id,
                label: label,
                timestamps: kept.map { WireTimestamp(Timestamp(second: $0.second)) },
                values: kept.map(\.value),
                statusCode: isCut ? "PartialData" : "Complete",
                messages: messages
            )
        )
    }
}

extension MetricKey {
    /// The unit that Lambda files a metric under.
    static func unit(of name: String) -> String {
        switch name {
        case "Duration", "AsyncEventAge": "Milliseconds"
        case "ProvisionedConcurrencyUtilization": "None"
        default: "Count"
        }
    }
}

/// A place in a list of CloudWatch's.
enum MetricToken {
    static func offset(_ token: String?) throws(AWSFailure) -> Int {
        guard let token, !token.isEmpty else { return 0 }
        guard let offset = Int(token), offset >= 0 else {
            throw .cloudWatch("InvalidNextToken", "The specified nextToken is invalid.")
        }
        return offset
    }
}

extension AWSFailure {
    /// 400, by CloudWatch's names.
    static func cloudWatch(_ code: String, _ message: String) -> AWSFailure {
        AWSFailure(code: code, message: message, status: 400)
    }
}
