// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GRDB
import SluiceBase

extension TelemetryStore {
    /// Groups with what is said of them, streams without events, and events by their time.
    static func addLogs(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("3 logs") { db in
            try db.execute(
                sql: """
                    ALTER TABLE log_group ADD COLUMN retention INTEGER;
                    ALTER TABLE log_group ADD COLUMN class TEXT NOT NULL DEFAULT 'STANDARD';
                    ALTER TABLE log_group ADD COLUMN tags TEXT NOT NULL DEFAULT '{}';
                    CREATE TABLE new_stream (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        log_group TEXT NOT NULL,
                        name TEXT NOT NULL,
                        created INTEGER NOT NULL,
                        first INTEGER,
                        last INTEGER,
                        ingested INTEGER,
                        UNIQUE (log_group, name)
                    );
                    INSERT INTO new_stream
                        SELECT id, log_group, name, created, first, last, last FROM log_stream;
                    DROP TABLE log_stream;
                    ALTER TABLE new_stream RENAME TO log_stream;
                    CREATE INDEX log_event_time ON log_event (time);
                    """
            )
        }
    }

    /// A group with what is said of it.
    struct LogGroupRecord: Hashable, Sendable {
        var name: String
        var created: Timestamp
        /// Days that events are kept; `nil` is for ever.
        var retention: Int?
        var kind: String
        var tags: [String: String]
    }

    /// The groups whose names begin so, by name.
    func logGroups(prefix: String) async throws -> [LogGroupRecord] {
        try await database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM log_group ORDER BY name").map(Self.group)
        }.filter { $0.name.hasPrefix(prefix) }
    }

    /// How many bytes the events of groups are, with what CloudWatch counts for each event.
    func storedBytes(of groups: [String]) async throws -> [String: Int64] {
        try await database.read { db in
            var bytes: [String: Int64] = [:]
            for group in groups {
                bytes[group] = try Int64.fetchOne(
                    db,
                    sql: """
                        SELECT coalesce(sum(length(CAST(message AS BLOB)) + ?), 0) FROM log_event
                        WHERE stream IN (SELECT id FROM log_stream WHERE log_group = ?)
                        """,
                    arguments: [Limits.logEventOverheadBytes, group]
                )
            }
            return bytes
        }
    }

    /// A group; `nil` when there is none of this name.
    func logGroup(_ name: String) throws -> LogGroupRecord? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM log_group WHERE name = ?", arguments: [name])
                .map(Self.group)
        }
    }

    private static func group(_ row: Row) throws -> LogGroupRecord {
        LogGroupRecord(
            name: row["name"],
            created: Timestamp(millisecondsSince1970: row["created"]),
            retention: row["retention"],
            kind: row["class"],
            tags: try JSONDecoder().decode([String: String].self, from: row["tags"])
        )
    }

    /// Keeps a group, or what is said of it now.
    func save(_ group: LogGroupRecord) throws {
        let tags = String(decoding: try JSONEncoder().encode(group.tags), as: UTF8.self)
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO log_group (name, created, retention, class, tags)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    group.name, group.created.millisecondsSince1970, group.retention, group.kind,
                    tags,
                ]
            )
        }
    }

    /// Groups and streams, as many as there are.
    func logCounts() throws -> (groups: Int, streams: Int) {
        try database.read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM log_group") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM log_stream") ?? 0
            )
        }
    }

    /// Forgets a group with its streams and events.
    func removeLogGroup(_ name: String) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    DELETE FROM log_event
                    WHERE stream IN (SELECT id FROM log_stream WHERE log_group = ?)
                    """,
                arguments: [name]
            )
            try db.execute(sql: "DELETE FROM log_stream WHERE log_group = ?", arguments: [name])
            try db.execute(sql: "DELETE FROM log_group WHERE name = ?", arguments: [name])
        }
    }

    /// Makes a stream; `false` when there is one of this name.
    func addLogStream(_ name: String, to group: String, at now: Timestamp) throws -> Bool {
        try database.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO log_stream (log_group, name, created) VALUES (?, ?, ?)",
                arguments: [group, name, now.millisecondsSince1970]
            )
            return db.changesCount > 0
        }
    }

    /// Forgets a stream with its events; `false` when there is none of this name.
    func removeLogStream(_ name: String, of group: String) throws -> Bool {
        try database.write { db in
            let id = try Int64.fetchOne(
                db,
                sql: "SELECT id FROM log_stream WHERE log_group = ? AND name = ?",
                arguments: [group, name]
            )
            guard let id else { return false }
            try db.execute(sql: "DELETE FROM log_event WHERE stream = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM log_stream WHERE id = ?", arguments: [id])
            return true
        }
    }

    /// Forgets events that their groups no longer keep, and the oldest of too many streams.
    func expireLogs(at now: Timestamp) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    DELETE FROM log_event WHERE id IN (
                        SELECT log_event.id FROM log_event
                        JOIN log_stream ON log_stream.id = stream
                        JOIN log_group ON log_group.name = log_group
                        WHERE retention IS NOT NULL AND time < ? - retention * 86400000
                    )
                    """,
                arguments: [now.millisecondsSince1970]
            )
            try db.execute(
                sql: """
                    DELETE FROM log_stream WHERE id <= (SELECT max(id) FROM log_stream) - ?
                    AND NOT EXISTS (SELECT 1 FROM log_event WHERE stream = log_stream.id)
                    """,
                arguments: [Limits.logStreamsMax]
            )
        }
    }
}
