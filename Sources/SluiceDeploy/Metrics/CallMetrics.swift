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
        /// All calls of the function, by whatever name.
        case function
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
    ///
    /// - Throws: What AWS said; `IncompleteMetrics` where a series is not whole. Half an answer
    ///   looks like a quiet candidate, so it is none.
    func counts(
        of callers: [Caller],
        from start: Timestamp,
        to end: Timestamp,
        period: Int
    ) async throws(AWSFailure) -> [Key: Counts] {
        var counts: [Key: Counts] = [:]
        guard start < end else { return counts }
        let queries = callers.enumerated().flatMap { index, caller in
            [("x", "Sum"), ("n", "SampleCount")].map { letter, stat in
                query("\(letter)\(index)", "Errors", of: caller, stat: stat, period: period)
            }
        }
        for result in try await results(of: queries, from: start, to: end) {
            add(result, callers, to: &counts)
        }
        return counts.mapValues { Counts(failures: min($0.failures, $0.calls), calls: $0.calls) }
            .filter { $0.value.calls > 0 }
    }

    /// How long calls took: for each caller the quantiles by their statistic's name, milliseconds.
    ///
    /// One period spans it all. Where AWS cuts the span at a boundary of its own, the slower part
    /// is told.
    func latency(
        of callers: [Caller],
        quantiles: [String],
        from start: Timestamp,
        to end: Timestamp
    ) async throws(AWSFailure) -> [Caller: [String: Double]] {
        guard start < end else { return [:] }
        let minutes = (Int(start.duration(to: end).inSeconds) + 59) / 60
        let queries = callers.enumerated().flatMap { index, caller in
            quantiles.enumerated().map { place, stat in
                query(
                    "q\(index)_\(place)",
                    "Duration",
                    of: caller,
                    stat: stat,
                    period: minutes * 60
                )
            }
        }
        var latency: [Caller: [String: Double]] = [:]
        for result in try await results(of: queries, from: start, to: end) {
            let parts = (result.id ?? "").dropFirst().split(separator: "_").compactMap { Int($0) }
            guard parts.count == 2, callers.indices.contains(parts[0]),
                quantiles.indices.contains(parts[1]), let slowest = result.values.max()
            else { continue }
            let (caller, stat) = (callers[parts[0]], quantiles[parts[1]])
            latency[caller, default: [:]][stat] = max(slowest, latency[caller]?[stat] ?? 0)
        }
        return latency
    }

    /// All pages of an answer.
    func results(
        of queries: [MetricDataQuery],
        from start: Timestamp,
        to end: Timestamp
    ) async throws(AWSFailure) -> [MetricDataResult] {
        var query = GetMetricData(
            metricDataQueries: queries,
            startTime: WireTimestamp(start),
            endTime: WireTimestamp(end),
            scanBy: "TimestampAscending"
        )
        var results: [MetricDataResult] = []
        for _ in 0..<Limits.pagesMax {
            let page = try await aws.send(query)
            results += page.metricDataResults
            let isLast = page.nextToken?.isEmpty ?? true
            for result in page.metricDataResults {
                try Self.check(result, isLast: isLast)
            }
            guard let token = page.nextToken, !token.isEmpty else { return results }
            query.nextToken = token
        }
        throw Self.incomplete("the answer has over \(Limits.pagesMax) pages")
    }

    /// `PartialData` is what a page says before the last one; any other word is no reading.
    private static func check(_ result: MetricDataResult, isLast: Bool) throws(AWSFailure) {
        switch result.statusCode {
        case nil, "Complete": return
        case "PartialData" where !isLast: return
        case let status?:
            let said = result.messages?.first?.value.map { ": \($0)" } ?? ""
            throw incomplete("CloudWatch answered \(status)\(said)")
        }
    }

    private static func incomplete(_ what: String) -> AWSFailure {
        AWSFailure(code: "IncompleteMetrics", message: what, status: 500)
    }

    func query(
        _ id: String,
        _ name: String,
        of caller: Caller,
        stat: String,
        period: Int
    ) -> MetricDataQuery {
        var dimensions = [MetricDimension(name: "FunctionName", value: function)]
        if caller != .function {
            dimensions.append(MetricDimension(name: "Resource", value: "\(function):\(alias)"))
        }
        if case .version(let version) = caller {
            dimensions.append(MetricDimension(name: "ExecutedVersion", value: version.name))
        }
        let metric = CloudWatchMetric(
            namespace: "AWS/Lambda",
            metricName: name,
            dimensions: dimensions
        )
        return MetricDataQuery(
            id: id,
            metricStat: MetricStat(metric: metric, period: period, stat: stat)
        )
    }

    /// The number of calls that a datum tells; `nil` for what is no number.
    static func count(of value: Double) -> Int? {
        guard value.isFinite else { return nil }
        return Int(max(0, min(value, Limits.callsOfDatumMax)).rounded())
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
            guard let count = Self.count(of: value) else { continue }
            let key = Key(caller: callers[index], start: time.time)
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
