// SPDX-License-Identifier: Apache-2.0
import GRDB
import SluiceBase

/// An event of a log as it is stored.
struct StoredLogEvent: Hashable, Sendable {
    /// Grows with every event of the account.
    var id: Int64
    var stream: String
    var time: Timestamp
    var ingested: Timestamp
    var message: String
}

extension TelemetryStore {
    /// A group or a stream.
    struct LogPlace: Hashable, Sendable {
        var name: String
        var created: Timestamp
        var first: Timestamp?
        var last: Timestamp?
    }

    /// Which events are wanted; times in milliseconds, both ends included.
    struct LogSpan: Hashable, Sendable {
        var group: String
        var streams: [String]?
        var streamPrefix: String?
        var from: Int64
        var through: Int64
    }

    /// The groups whose names begin so, by name.
    func logGroups(prefix: String) async throws -> [LogPlace] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT name, created FROM log_group ORDER BY name"
            ).map { LogPlace(name: $0["name"], created: Self.time($0["created"])) }
        }.filter { $0.name.hasPrefix(prefix) }
    }

    /// The streams of a group, by name; `nil` when there is no such group.
    func logStreams(of group: String) async throws -> [LogPlace]? {
        try await database.read { db in
            let exists = try Bool.fetchOne(
                db,
                sql: "SELECT count(*) FROM log_group WHERE name = ?",
                arguments: [group]
            )
            guard exists == true else { return nil }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT name, created, first, last FROM log_stream
                    WHERE log_group = ? ORDER BY name
                    """,
                arguments: [group]
            ).map {
                LogPlace(
                    name: $0["name"],
                    created: Self.time($0["created"]),
                    first: Self.time($0["first"]),
                    last: Self.time($0["last"])
                )
            }
        }
    }

    /// Events of a span in the order of their ids, after one id or before one.
    func logEvents(
        _ span: LogSpan,
        after: Int64? = nil,
        before: Int64? = nil,
        isBackward: Bool = false,
        limit: Int
    ) async throws -> [StoredLogEvent] {
        let streams = try await logStreams(of: span.group)?.map(\.name).filter { name in
            (span.streams?.contains(name) ?? true) && name.hasPrefix(span.streamPrefix ?? "")
        }
        guard let streams, !streams.isEmpty else { return [] }
        let marks = databaseQuestionMarks(count: streams.count)
        let sql = """
            SELECT log_event.id, name, time, ingested, message FROM log_event
            JOIN log_stream ON log_stream.id = stream
            WHERE log_group = ? AND name IN (\(marks)) AND time BETWEEN ? AND ?
            AND log_event.id > ? AND log_event.id < ?
            ORDER BY log_event.id \(isBackward ? "DESC" : "ASC") LIMIT ?
            """
        let arguments: StatementArguments =
            [span.group] + StatementArguments(streams) + [
                span.from, span.through, after ?? 0, before ?? .max, limit,
            ]
        let events = try await database.read { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
                StoredLogEvent(
                    id: row["id"],
                    stream: row["name"],
                    time: Self.time(row["time"]),
                    ingested: Self.time(row["ingested"]),
                    message: row["message"]
                )
            }
        }
        return isBackward ? events.reversed() : events
    }

    private static func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(millisecondsSince1970: milliseconds)
    }
}
