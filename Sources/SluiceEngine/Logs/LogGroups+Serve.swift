// SPDX-License-Identifier: Apache-2.0
import Logging
import SluiceBase
import SluiceModel
import SluiceWire

extension CreateLogGroup: ServedOperation {
    /// Makes a group.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(group: logGroupName)
        try LogRules.check(tags: tags ?? [:])
        try LogRules.check(class: logGroupClass)
        let group = TelemetryStore.LogGroupRecord(
            name: logGroupName,
            created: aws.clock.now,
            kind: logGroupClass ?? "STANDARD",
            tags: tags ?? [:]
        )
        try await aws.writeLogs { store in
            if try store.logGroup(group.name) != nil {
                throw AWSFailure.logsTaken("The specified log group already exists")
            }
            guard try store.logCounts().groups < Limits.logGroupsMax else {
                throw AWSFailure.tooManyLogs("groups", Limits.logGroupsMax)
            }
            try store.save(group)
        }
        return Output()
    }
}

extension DeleteLogGroup: ServedOperation {
    /// Deletes a group with all that it holds.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let name = logGroupName
        try await aws.writeLogs { store in
            _ = try store.requiredGroup(name)
            try store.removeLogGroup(name)
        }
        try await aws.removeFilters(of: name)
        return Output()
    }
}

extension CreateLogStream: ServedOperation {
    /// Makes a stream.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(group: logGroupName)
        try LogRules.check(stream: logStreamName)
        let (group, name, now) = (logGroupName, logStreamName, aws.clock.now)
        try await aws.writeLogs { store in
            _ = try store.requiredGroup(group)
            guard try store.logCounts().streams < Limits.logStreamsMax else {
                throw AWSFailure.tooManyLogs("streams", Limits.logStreamsMax)
            }
            guard try store.addLogStream(name, to: group, at: now) else {
                throw AWSFailure.logsTaken("The specified log stream already exists")
            }
        }
        return Output()
    }
}

extension DeleteLogStream: ServedOperation {
    /// Deletes a stream with its events.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(stream: logStreamName)
        let (group, name) = (logGroupName, logStreamName)
        try await aws.writeLogs { store in
            _ = try store.requiredGroup(group)
            guard try store.removeLogStream(name, of: group) else {
                throw AWSFailure.logsNotFound("The specified log stream does not exist.")
            }
        }
        return Output()
    }
}

extension PutRetentionPolicy: ServedOperation {
    /// Has events forgotten that are older.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(retention: retentionInDays)
        let days = retentionInDays
        let now = aws.clock.now
        try await aws.change(logGroupName) { $0.retention = days }
        try await aws.writeLogs { try $0.expireLogs(at: now) }
        return Output()
    }
}

extension DeleteRetentionPolicy: ServedOperation {
    /// Has events kept.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.change(logGroupName) { $0.retention = nil }
        return Output()
    }
}

extension PutLogEvents: ServedOperation {
    /// Writes events; what is not taken is named in the answer.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(stream: logStreamName)
        let now = aws.clock.now
        let (lines, rejected) = try await aws.writeLogs { store in
            let group = try store.requiredGroup(logGroupName)
            guard try store.logStreams(named: logStreamName, of: group.name) else {
                throw AWSFailure.logsNotFound("The specified log stream does not exist.")
            }
            let taken = try LogRules.accepted(logEvents, retention: group.retention, at: now)
            let lines = taken.events.map { event in
                LogLine(
                    group: group.name,
                    stream: logStreamName,
                    timestamp: event.timestamp,
                    message: event.message
                )
            }
            if !lines.isEmpty { try store.append(lines, at: now) }
            return (lines, taken.rejected)
        }
        await aws.recordEmbedded(in: lines)
        await aws.recordFiltered(lines)
        await aws.sendSubscribed(lines)
        return Output(
            nextSequenceToken: "\(now.millisecondsSince1970)",
            rejectedLogEventsInfo: rejected
        )
    }
}

extension TelemetryStore {
    /// The group, or that there is none.
    func requiredGroup(_ name: String) throws -> LogGroupRecord {
        try LogRules.check(group: name)
        guard let group = try logGroup(name) else {
            throw AWSFailure.logsNotFound("The specified log group does not exist.")
        }
        return group
    }
}

extension LocalAWS {
    /// Changes what is kept of logs, on the account's own thread.
    func writeLogs<Answer: Sendable>(
        _ body: (TelemetryStore) throws -> Answer
    ) throws(AWSFailure) -> Answer {
        do {
            return try body(telemetry)
        } catch let failure as AWSFailure {
            throw failure
        } catch {
            logger.error("the logs cannot be written", metadata: ["reason": "\(error)"])
            throw AWSFailure(
                code: "ServiceUnavailableException",
                message: "The logs cannot be written: \(error)",
                status: 500
            )
        }
    }

    /// Changes what is said of a group.
    func change(
        _ name: String,
        _ body: (inout TelemetryStore.LogGroupRecord) throws -> Void
    ) throws(AWSFailure) {
        try writeLogs { store in
            var group = try store.requiredGroup(name)
            try body(&group)
            try store.save(group)
        }
    }
}

extension AWSFailure {
    static func logsTaken(_ message: String) -> AWSFailure {
        AWSFailure(code: "ResourceAlreadyExistsException", message: message, status: 400)
    }

    static func tooManyLogs(_ what: String, _ bound: Int) -> AWSFailure {
        AWSFailure(
            code: "LimitExceededException",
            message: "This engine keeps at most \(bound) log \(what).",
            status: 400
        )
    }
}
