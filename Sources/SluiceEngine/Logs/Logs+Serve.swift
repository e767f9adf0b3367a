// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

extension DescribeLogGroups: ServedOperation {
    /// Lists groups by name.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let groups = try await aws.logs { store in
            try await store.logGroups(prefix: logGroupNamePrefix ?? "")
        }.filter { $0.name.contains(logGroupNamePattern ?? $0.name) }
        let page = try LogPage(groups, token: nextToken, limit: limit)
        let answers = page.items.map { group in
            let arn = aws.logARN(group.name)
            return LogGroup(
                logGroupName: group.name,
                creationTime: group.created,
                metricFilterCount: 0,
                arn: arn + ":*",
                storedBytes: 0,
                logGroupClass: "STANDARD",
                logGroupArn: arn
            )
        }
        return Output(logGroups: answers, nextToken: page.nextToken)
    }
}

extension DescribeLogStreams: ServedOperation {
    /// Lists the streams of a group, by name or by the time of their last event.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let group = try required(logGroupName, "logGroupName")
        var streams = try await aws.streams(of: group)
            .filter { $0.name.hasPrefix(logStreamNamePrefix ?? "") }
        if orderBy == "LastEventTime" {
            let never = Timestamp(second: 0)
            streams.sort { ($0.last ?? never, $0.name) < ($1.last ?? never, $1.name) }
        }
        if descending == true { streams.reverse() }
        let page = try LogPage(streams, token: nextToken, limit: limit)
        let answers = page.items.map { stream in
            LogStream(
                logStreamName: stream.name,
                creationTime: stream.created,
                firstEventTimestamp: stream.first,
                lastEventTimestamp: stream.last,
                lastIngestionTime: stream.last,
                arn: aws.logARN(group) + ":log-stream:" + stream.name,
                storedBytes: 0
            )
        }
        return Output(logStreams: answers, nextToken: page.nextToken)
    }
}

extension GetLogEvents: ServedOperation {
    /// Reads one stream, from its end unless told otherwise.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let group = try required(logGroupName, "logGroupName")
        let streams = try await aws.streams(of: group)
        guard streams.contains(where: { $0.name == logStreamName }) else {
            throw .logsNotFound("The specified log stream does not exist.")
        }
        let span = TelemetryStore.LogSpan(
            group: group,
            streams: [logStreamName],
            from: startTime?.millisecondsSince1970 ?? 0,
            // The end is exclusive.
            through: max(.min + 1, endTime?.millisecondsSince1970 ?? .max) - 1
        )
        let place = try place()
        let limit = try eventLimit(limit)
        let events = try await aws.logs { store in
            try await store.logEvents(
                span,
                after: place.after,
                before: place.before,
                isBackward: place.isBackward,
                limit: limit
            )
        }
        let last = events.last?.id ?? place.after ?? place.before.map { max($0, 1) - 1 } ?? 0
        let first = events.first?.id ?? place.before ?? place.after.map { $0 + 1 } ?? 0
        return Output(
            events: events.map {
                LogEvent(timestamp: $0.time, message: $0.message, ingestionTime: $0.ingested)
            },
            nextForwardToken: "f/\(last)",
            nextBackwardToken: "b/\(first)"
        )
    }

    private func place() throws(AWSFailure) -> (after: Int64?, before: Int64?, isBackward: Bool) {
        guard let nextToken else { return (nil, nil, startFromHead != true) }
        // The neighbours of an id are computed: it must have both.
        guard let id = Int64(nextToken.dropFirst(2)), (0..<Int64.max).contains(id) else {
            throw .badLogToken
        }
        if nextToken.hasPrefix("f/") { return (id, nil, false) }
        if nextToken.hasPrefix("b/") { return (nil, id, true) }
        throw .badLogToken
    }
}

extension FilterLogEvents: ServedOperation {
    /// Searches a group's streams for messages that match a pattern.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let group = try required(logGroupName, "logGroupName")
        if logStreamNames != nil, logStreamNamePrefix != nil {
            throw AWSFailure(
                code: "InvalidParameterException",
                message: "logStreamNames and logStreamNamePrefix cannot both be given",
                status: 400
            )
        }
        let pattern = try FilterPattern(filterPattern)
        _ = try await aws.streams(of: group)
        let span = TelemetryStore.LogSpan(
            group: group,
            streams: logStreamNames,
            streamPrefix: logStreamNamePrefix,
            from: startTime?.millisecondsSince1970 ?? 0,
            through: endTime?.millisecondsSince1970 ?? .max
        )
        let limit = try eventLimit(limit)
        var after = try nextToken.map { token throws(AWSFailure) in
            guard let id = Int64(token) else { throw AWSFailure.badLogToken }
            return id
        }
        var found: [StoredLogEvent] = []
        var scanned = 0
        while scanned < Limits.logEventsScannedMax {
            let start = after
            let events = try await aws.logs { store in
                try await store.logEvents(span, after: start, limit: Limits.logPageEventsMax)
            }
            for event in events where found.count < limit {
                after = event.id
                if pattern.matches(event.message) { found.append(event) }
            }
            scanned += events.count
            if found.count < limit, events.count < Limits.logPageEventsMax {
                return Output(events: found.map(FilteredLogEvent.init), nextToken: nil)
            }
            if found.count == limit { break }
        }
        return Output(
            events: found.map(FilteredLogEvent.init),
            nextToken: after.map { "\($0)" }
        )
    }
}

extension FilteredLogEvent {
    fileprivate init(_ event: StoredLogEvent) {
        self.init(
            logStreamName: event.stream,
            timestamp: event.time,
            message: event.message,
            ingestionTime: event.ingested,
            eventId: "\(event.id)"
        )
    }
}
