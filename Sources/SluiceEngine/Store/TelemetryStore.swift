// SPDX-License-Identifier: Apache-2.0
import GRDB
import SystemPackage

/// Metrics and logs, in a database of their own: losing a second of them is allowed, and they must
/// not slow the durable writes down.
struct TelemetryStore: Sendable {
    let database: DatabaseQueue

    /// Opens the metrics and logs of a realm, or of the one at the root.
    init(_ directory: DataDirectory, of realm: Realm? = nil) throws {
        database = try SQLite.open(
            directory.telemetry(of: realm),
            in: directory.root.string,
            isDurable: false,
            migrator: Self.migrator
        )
    }

    private static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 metrics and logs") { db in
            try db.execute(
                sql: """
                    CREATE TABLE metric (
                        second INTEGER NOT NULL,
                        key BLOB NOT NULL,
                        sample BLOB NOT NULL,
                        PRIMARY KEY (second, key)
                    ) WITHOUT ROWID;
                    CREATE TABLE log_group (name TEXT PRIMARY KEY, created INTEGER NOT NULL);
                    CREATE TABLE log_stream (
                        id INTEGER PRIMARY KEY,
                        log_group TEXT NOT NULL,
                        name TEXT NOT NULL,
                        created INTEGER NOT NULL,
                        first INTEGER NOT NULL,
                        last INTEGER NOT NULL,
                        UNIQUE (log_group, name)
                    );
                    CREATE TABLE log_event (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        stream INTEGER NOT NULL,
                        time INTEGER NOT NULL,
                        ingested INTEGER NOT NULL,
                        message TEXT NOT NULL
                    );
                    CREATE INDEX log_event_of_stream ON log_event (stream, time);
                    """
            )
        }
        addMetrics(to: &migrator)
        addLogs(to: &migrator)
        return migrator
    }()

    /// Whether nothing is kept in it.
    var isEmpty: Bool { SQLite.isEmpty(database) }

    /// Closes the database.
    func close() throws { try database.close() }
}
