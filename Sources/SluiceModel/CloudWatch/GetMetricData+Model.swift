// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension GetMetricData: ModelOperation {
    /// Answers queries for single metrics; what never was has no values and is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try check()
        var room = min(maxDatapoints ?? Limits.metricDatapointsMax, Limits.metricDatapointsMax)
        var skip = try MetricToken.offset(nextToken)
        var results: [MetricDataResult] = []
        var hasMore = false
        for query in metricDataQueries where query.returnData ?? true {
            guard let stat = query.metricStat else { continue }
            var points = try stat.points(from: startTime.time, to: endTime.time, model, call.now)
            if scanBy != "TimestampAscending" { points.reverse() }
            let skipped = min(skip, points.count)
            let kept = points.dropFirst(skipped).prefix(room)
            (skip, room) = (skip - skipped, room - kept.count)
            let isCut = skipped + kept.count < points.count
            hasMore = hasMore || isCut
            results.append(
                MetricDataResult(
                    id: query.id,
                    label: query.label ?? label(of: stat),
                    timestamps: kept.map { WireTimestamp($0.at) },
                    values: kept.map(\.value),
                    statusCode: isCut ? "PartialData" : "Complete"
                )
            )
        }
        let given = results.reduce(0) { $0 + $1.values.count }
        return Output(
            metricDataResults: results,
            nextToken: hasMore ? "\(try MetricToken.offset(nextToken) + given)" : nil,
            messages: []
        )
    }

    private func check() throws(AWSFailure) {
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
        var seen: Set<String> = []
        for query in metricDataQueries {
            guard let first = query.id.utf8.first, (97...122).contains(first),
                query.id.isWord(allowing: "_")
            else {
                throw .cloudWatch(
                    "ValidationError",
                    "The value '\(query.id)' for parameter MetricDataQueries.member.Id is not "
                        + "valid: it must match the expression ^[a-z][a-zA-Z0-9_]*$."
                )
            }
            guard seen.insert(query.id).inserted else {
                throw .cloudWatch(
                    "ValidationError",
                    "The values for parameter id in MetricDataQueries are not unique."
                )
            }
            if query.expression != nil {
                throw .cloudWatch(
                    "InvalidParameterValue",
                    "The query '\(query.id)' is an expression; this engine answers metrics only."
                )
            }
            if query.metricStat == nil {
                throw .cloudWatch(
                    "MissingParameter",
                    "The parameter MetricDataQueries.member.MetricStat is required."
                )
            }
        }
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

extension MetricStat {
    fileprivate func points(
        from start: Timestamp,
        to end: Timestamp,
        _ model: LambdaModel,
        _ now: Timestamp
    ) throws(AWSFailure) -> [MetricStore.Point] {
        guard let statistic = MetricStatistic(stat) else {
            throw .cloudWatch("ValidationError", "The statistic '\(stat)' is not known here.")
        }
        guard period > 0 else {
            throw .cloudWatch("InvalidParameterValue", "Period must be at least 1 second.")
        }
        let name = metric.metricName ?? ""
        if let unit, unit != MetricKey.unit(of: name) { return [] }
        return model.metrics.points(
            of: MetricKey(
                namespace: metric.namespace ?? "",
                name: name,
                dimensions: metric.dimensions.map { MetricKey.Dimension($0.name, $0.value) }
            ),
            statistic,
            period: Int64(period),
            from: start,
            to: end,
            now: now
        )
    }
}

extension MetricKey {
    /// The unit that Lambda files a metric under.
    static func unit(of name: String) -> String { name == "Duration" ? "Milliseconds" : "Count" }
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
