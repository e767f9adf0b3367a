// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// Reads calls and failed calls of an alias from CloudWatch.
///
/// Both come from `Errors`: AWS writes it as 0 or 1 a call, so that its sample count is the number
/// of calls, and the two cannot arrive apart.
struct CallMetrics: Sendable {
    let aws: any AWSTransport
    let function: String
    let alias: String

    /// Whose calls.
    enum Caller: Hashable, Sendable {
        /// All calls through the alias, whoever answered.
        case everyone
        /// The calls that this version answered; AWS keeps them apart only while there are weights.
        case version(Version)
    }

    /// One period of one caller.
    struct Key: Hashable {
        var caller: Caller
        var start: Timestamp
    }

    /// The counts of each caller in each period, in seconds, that has any call.
    ///
    /// `start` is included and `end` is not; both are whole multiples of the period.
    func counts(
        of callers: [Caller],
        from start: Timestamp,
        to end: Timestamp,
        period: Int
    ) async throws(AWSFailure) -> [Key: Counts] {
        var counts: [Key: Counts] = [:]
        guard start < end else { return counts }
        var query = GetMetricData(
            metricDataQueries: callers.enumerated().flatMap { queries($1, $0, period: period) },
            startTime: WireTimestamp(start),
            endTime: WireTimestamp(end),
            scanBy: "TimestampAscending"
        )
        for _ in 0..<Limits.pagesMax {
            let page = try await aws.send(query)
            for result in page.metricDataResults { add(result, callers, to: &counts) }
            guard let token = page.nextToken, !token.isEmpty else { break }
            query.nextToken = token
        }
        return counts.mapValues { Counts(failures: min($0.failures, $0.calls), calls: $0.calls) }
            .filter { $0.value.calls > 0 }
    }

    private func queries(_ caller: Caller, _ index: Int, period: Int) -> [MetricDataQuery] {
        var dimensions = [
            MetricDimension(name: "FunctionName", value: function),
            MetricDimension(name: "Resource", value: "\(function):\(alias)"),
        ]
        if case .version(let version) = caller {
            dimensions.append(MetricDimension(name: "ExecutedVersion", value: version.name))
        }
        let metric = CloudWatchMetric(
            namespace: "AWS/Lambda",
            metricName: "Errors",
            dimensions: dimensions
        )
        return [("x", "Sum"), ("n", "SampleCount")].map { letter, stat in
            MetricDataQuery(
                id: "\(letter)\(index)",
                metricStat: MetricStat(metric: metric, period: period, stat: stat)
            )
        }
    }

    private func add(
        _ result: MetricDataResult,
        _ callers: [Caller],
        to counts: inout [Key: Counts]
    ) {
        guard let id = result.id, let letter = id.first, let index = Int(id.dropFirst()),
            callers.indices.contains(index)
        else { return }
        for (time, value) in zip(result.timestamps, result.values) {
            let key = Key(caller: callers[index], start: time.time)
            let count = Int(max(0, value).rounded())
            // A datum may come on two pages; it is the same one then.
            if letter == "x" {
                counts[key, default: Counts()].failures = count
            } else {
                counts[key, default: Counts()].calls = count
            }
        }
    }
}

extension Timestamp {
    /// The start of the period, in seconds, that this point lies in.
    func floored(toSeconds period: Int) -> Timestamp {
        Timestamp(second: second - ((second % Int64(period)) + Int64(period)) % Int64(period))
    }
}
