// SPDX-License-Identifier: Apache-2.0
import GRDB
import SluiceBase

extension TelemetryStore {
    /// Keeps lines; groups and streams come into being with their first one.
    func append(_ lines: [LogLine], at now: Timestamp) throws {
        try database.write { db in
            var streams: [String: Int64] = [:]
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
                try db.execute(
                    sql: """
                        UPDATE log_stream SET first = min(coalesce(first, ?1), ?1),
                            last = max(coalesce(last, ?1), ?1), ingested = ?2
                        WHERE id = ?3
                        """,
                    arguments: [time, now.millisecondsSince1970, id]
                )
                try db.execute(
                    sql: """
                        INSERT INTO log_event (stream, time, ingested, message)
                        VALUES (?, ?, ?, ?)
                        """,
                    arguments: [
                        id, time, now.millisecondsSince1970,
                        String(line.message.prefix(Limits.logMessageCharactersMax)),
                    ]
                )
            }
            try db.execute(
                sql: "DELETE FROM log_event WHERE id <= (SELECT max(id) FROM log_event) - ?",
                arguments: [Limits.logEventsMax]
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
