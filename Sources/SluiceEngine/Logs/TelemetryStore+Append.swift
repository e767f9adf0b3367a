// SPDX-License-Identifier: Apache-2.0
import GRDB
import SluiceBase

extension TelemetryStore {
    /// Keeps lines; groups and streams come into being with their first one.
    func append(_ lines: [LogLine], at now: Timestamp) throws {
        try database.write { db in
            let insert = try db.cachedStatement(
                sql: "INSERT INTO log_event (stream, time, ingested, message) VALUES (?, ?, ?, ?)"
            )
            var streams: [String: Int64] = [:]
            var spans: [Int64: ClosedRange<Int64>] = [:]
            for line in lines {
                let id: Int64
                let name = line.group + "\n" + line.stream
                if let known = streams[name] {
                    id = known
                } else {
                    id = try Self.stream(of: line, at: now, in: db)
                    streams[name] = id
                }
                let time = line.timestamp.millisecondsSince1970
                let span = spans[id] ?? time...time
                spans[id] = min(span.lowerBound, time)...max(span.upperBound, time)
                try insert.execute(arguments: [
                    id, time, now.millisecondsSince1970, Self.kept(line.message),
                ])
            }
            try Self.note(spans, at: now, in: db)
            try db.execute(
                sql: "DELETE FROM log_event WHERE id <= (SELECT max(id) FROM log_event) - ?",
                arguments: [Limits.logEventsMax]
            )
        }
    }

    /// As much of a message as is kept.
    private static func kept(_ message: String) -> String {
        // A text has no more characters than bytes, and counting bytes costs nothing.
        message.utf8.count <= Limits.logMessageCharactersMax
            ? message : String(message.prefix(Limits.logMessageCharactersMax))
    }

    /// Widens what the streams say of their events' times.
    private static func note(
        _ spans: [Int64: ClosedRange<Int64>],
        at now: Timestamp,
        in db: Database
    ) throws {
        for (id, span) in spans {
            try db.execute(
                sql: """
                    UPDATE log_stream SET first = min(coalesce(first, ?1), ?1),
                        last = max(coalesce(last, ?2), ?2), ingested = ?3
                    WHERE id = ?4
                    """,
                arguments: [span.lowerBound, span.upperBound, now.millisecondsSince1970, id]
            )
        }
    }

    private static func stream(
        of line: LogLine,
        at now: Timestamp,
        in db: Database
    ) throws -> Int64 {
        try db.execute(
            sql: "INSERT OR IGNORE INTO log_group (name, created) VALUES (?, ?)",
            arguments: [line.group, now.millisecondsSince1970]
        )
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO log_stream (log_group, name, created) VALUES (?, ?, ?)
                """,
            arguments: [line.group, line.stream, now.millisecondsSince1970]
        )
        return try Int64.fetchOne(
            db,
            sql: "SELECT id FROM log_stream WHERE log_group = ? AND name = ?",
            arguments: [line.group, line.stream]
        ) ?? 0
    }
}
