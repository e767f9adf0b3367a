// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

extension DescribeLogGroups: ServedOperation {
    /// Lists groups by name.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        if logGroupNamePrefix != nil, logGroupNamePattern != nil {
            throw .badLogs(
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."
            )
        }
        try LogRules.check(part: logGroupNamePrefix, of: "logGroupNamePrefix")
        try LogRules.check(part: logGroupNamePattern, of: "logGroupNamePattern")
        try LogRules.check(class: logGroupClass)
        let groups = try await aws.logs { store in
            try await store.logGroups(prefix: logGroupNamePrefix ?? "")
        }.filter(isWanted)
        let page = try LogPage(groups, token: nextToken, limit: limit)
        let bytes = try await aws.logs { try await $0.storedBytes(of: page.items.map(\.name)) }
        let filters = await aws.model.metricFilters
        let answers = page.items.map { group in
            let arn = aws.logARN(group.name)
            return LogGroup(
                logGroupName: group.name,
                creationTime: group.created,
                retentionInDays: group.retention,
                metricFilterCount: filters[group.name]?.count ?? 0,
                arn: arn + ":*",
                storedBytes: bytes[group.name] ?? 0,
                logGroupClass: group.kind,
                logGroupArn: arn
            )
        }
        return Output(logGroups: answers, nextToken: page.nextToken)
    }

    private func isWanted(_ group: TelemetryStore.LogGroupRecord) -> Bool {
        let names = logGroupIdentifiers?.map(LogRules.group(identifier:))
        return group.name.contains(logGroupNamePattern ?? group.name)
            && group.kind == logGroupClass ?? group.kind
            && names?.contains(group.name) ?? true
    }
}

extension DescribeLogStreams: ServedOperation {
    /// Lists the streams of a group, by name or by the time of their last event.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let group = try required(logGroupName, or: logGroupIdentifier)
        try LogRules.check(order: orderBy)
        if orderBy == "LastEventTime", logStreamNamePrefix != nil {
            throw .badLogs("Cannot order by LastEventTime with a logStreamNamePrefix.")
        }
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
                lastIngestionTime: stream.ingested,
                uploadSequenceToken: stream.ingested.map { "\($0.millisecondsSince1970)" },
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
        let group = try required(logGroupName, or: logGroupIdentifier)
        try LogRules.check(stream: logStreamName)
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
        }.events
        // Without an event the tokens stay where they are, on either side of the same place.
        let last = events.last?.point ?? place.after ?? place.before?.moved(by: -1) ?? .none
        let first = events.first?.point ?? place.before ?? place.after?.moved(by: 1) ?? .none
        return Output(
            events: events.map {
                LogEvent(timestamp: $0.time, message: $0.message, ingestionTime: $0.ingested)
            },
            nextForwardToken: "f/\(last.text)",
            nextBackwardToken: "b/\(first.text)"
        )
    }

    private typealias Point = TelemetryStore.LogPoint

    private func place() throws(AWSFailure) -> (after: Point?, before: Point?, isBackward: Bool) {
        guard let nextToken else { return (nil, nil, startFromHead != true) }
        guard let point = Point(text: nextToken.dropFirst(2)) else { throw .badLogToken }
        if nextToken.hasPrefix("f/") { return (point, nil, false) }
        if nextToken.hasPrefix("b/") { return (nil, point, true) }
        throw .badLogToken
    }
}

extension TelemetryStore.LogPoint {
    /// Where a stream without events begins.
    fileprivate static let none = TelemetryStore.LogPoint(time: 0, id: 0)

    fileprivate func moved(by step: Int64) -> TelemetryStore.LogPoint {
        TelemetryStore.LogPoint(time: time, id: max(id, 1) + step)
    }
}

extension FilterLogEvents: ServedOperation {
    /// Searches a group's streams for messages that match a pattern.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let group = try required(logGroupName, or: logGroupIdentifier)
        if logStreamNames != nil, logStreamNamePrefix != nil {
            throw .badLogs("logStreamNames and logStreamNamePrefix cannot both be given")
        }
        let pattern = try FilterPattern(filterPattern)
        let names = Set(try await aws.streams(of: group).map(\.name))
        guard names.isSuperset(of: logStreamNames ?? []) else {
            throw .logsNotFound("The specified log stream does not exist.")
        }
        let span = TelemetryStore.LogSpan(
            group: group,
            streams: logStreamNames,
            streamPrefix: logStreamNamePrefix,
            from: startTime?.millisecondsSince1970 ?? 0,
            through: endTime?.millisecondsSince1970 ?? .max
        )
        let limit = try eventLimit(limit)
        var after = try nextToken.map { token throws(AWSFailure) in
            guard let point = TelemetryStore.LogPoint(text: token) else {
                throw AWSFailure.badLogToken
            }
            return point
        }
        var found: [StoredLogEvent] = []
        var (scanned, bytes) = (0, 0)
        while scanned < Limits.logEventsScannedMax {
            let start = after
            let page = try await aws.logs { store in
                try await store.logEvents(span, after: start, limit: Limits.logPageEventsMax)
            }
            for event in page.events {
                let isMatch = pattern.matches(event.message)
                bytes += isMatch ? event.message.utf8.count : 0
                let isFull = found.count == limit || bytes > Limits.logPageBytesMax
                if isFull, !found.isEmpty { return Self.output(found, after) }
                after = event.point
                if isMatch { found.append(event) }
            }
            scanned += page.events.count
            if !page.hasMore { return Self.output(found, nil) }
        }
        return Self.output(found, after)
    }

    private static func output(
        _ events: [StoredLogEvent],
        _ next: TelemetryStore.LogPoint?
    ) -> Output {
        Output(events: events.map(FilteredLogEvent.init), nextToken: next?.text)
    }
}

extension FilteredLogEvent {
    fileprivate init(_ event: StoredLogEvent) {
        self.init(
            logStreamName: event.stream,
            timestamp: event.time,
            message: event.message,
            ingestionTime: event.ingested,
            eventId: SubscribedEvents.id(of: event.id)
        )
    }
}
