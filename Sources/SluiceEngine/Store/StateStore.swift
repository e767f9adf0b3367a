// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GRDB
import SluiceBase
import SluiceModel
import SystemPackage

/// The durable state: functions, versions, aliases and accepted events, in SQLite.
///
/// What `commit` has taken is on the disk when it returns: the database is opened with
/// `synchronous=FULL`, which is read back and insisted upon.
struct StateStore: Sendable {
    private let database: DatabaseQueue

    /// Opens the state of a realm, or of the one at the root.
    init(_ directory: DataDirectory, of realm: Realm? = nil) throws {
        database = try SQLite.open(
            directory.state(of: realm),
            in: directory.root.string,
            isDurable: true,
            migrator: Self.migrator
        )
    }

    /// What `PRAGMA synchronous` says: 2 is FULL.
    func synchronous() throws -> Int? {
        try database.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    }

    private static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 functions and events") { db in
            try db.execute(
                sql: """
                    CREATE TABLE function (name TEXT PRIMARY KEY, head BLOB NOT NULL);
                    CREATE TABLE version (
                        function TEXT NOT NULL REFERENCES function(name) ON DELETE CASCADE,
                        number INTEGER NOT NULL,
                        record BLOB NOT NULL,
                        PRIMARY KEY (function, number)
                    );
                    CREATE TABLE alias (
                        function TEXT NOT NULL REFERENCES function(name) ON DELETE CASCADE,
                        name TEXT NOT NULL,
                        record BLOB NOT NULL,
                        PRIMARY KEY (function, name)
                    );
                    CREATE TABLE event (id TEXT PRIMARY KEY, record BLOB NOT NULL);
                    """
            )
        }
        migrator.registerMigration("2 layers, signing rules and mappings") { db in
            try db.execute(
                sql: """
                    CREATE TABLE resource (
                        kind TEXT NOT NULL,
                        name TEXT NOT NULL,
                        record BLOB NOT NULL,
                        PRIMARY KEY (kind, name)
                    );
                    """
            )
        }
        addAlarms(to: &migrator)
        return migrator
    }()

    /// The changes that lead to the stored state.
    func load() throws -> [Change] {
        try database.read { db in
            var changes: [Change] = []
            let heads = try Row.fetchAll(
                db,
                sql: """
                    SELECT head, record FROM function
                    JOIN version ON version.function = function.name AND number = 0
                    ORDER BY name
                    """
            )
            for row in heads {
                changes.append(
                    .created(try Self.read(row["head"]), latest: try Self.read(row["record"]))
                )
            }
            let versions = try Row.fetchAll(
                db,
                sql:
                    "SELECT function, record FROM version WHERE number > 0 ORDER BY function, number"
            )
            for row in versions {
                changes.append(.version(function: row["function"], try Self.read(row["record"])))
            }
            let aliases = try Row.fetchAll(
                db,
                sql: "SELECT function, record FROM alias ORDER BY function, name"
            )
            for row in aliases {
                changes.append(.alias(function: row["function"], try Self.read(row["record"])))
            }
            return try changes + resources(in: db) + Self.alarms(in: db)
        }
    }

    /// Writes changes; all of them or none.
    func commit(_ changes: [Change]) throws {
        try database.write { db in
            for change in changes { try Self.write(change, to: db) }
        }
    }

    private static func write(_ change: Change, to db: Database) throws {
        switch change {
        case .created(let head, let latest):
            try write(.function(head), to: db)
            try write(.version(function: head.name, latest), to: db)
        case .function(let head):
            // Not REPLACE: that would delete the row, and what hangs on it.
            try db.execute(
                sql: """
                    INSERT INTO function VALUES (?, ?)
                    ON CONFLICT (name) DO UPDATE SET head = excluded.head
                    """,
                arguments: [head.name, try encoded(head)]
            )
        case .functionRemoved(let name):
            try db.execute(sql: "DELETE FROM function WHERE name = ?", arguments: [name])
        case .version(let function, let record):
            try db.execute(
                sql: "INSERT OR REPLACE INTO version VALUES (?, ?, ?)",
                arguments: [function, record.version.number ?? 0, try encoded(record)]
            )
        case .versionRemoved(let function, let version):
            try db.execute(
                sql: "DELETE FROM version WHERE function = ? AND number = ?",
                arguments: [function, Int(version)]
            )
        case .alias(let function, let alias):
            try db.execute(
                sql: "INSERT OR REPLACE INTO alias VALUES (?, ?, ?)",
                arguments: [function, alias.name, try encoded(alias)]
            )
        case .aliasRemoved(let function, let name):
            try db.execute(
                sql: "DELETE FROM alias WHERE function = ? AND name = ?",
                arguments: [function, name]
            )
        case .layer(let layer): try write(layer, .layer, layer.name, to: db)
        case .codeSigning(let record): try write(record, .codeSigning, record.arn, to: db)
        case .codeSigningRemoved(let arn): try remove(.codeSigning, arn, from: db)
        case .mapping(let record): try write(record, .mapping, record.id, to: db)
        case .mappingRemoved(let id): try remove(.mapping, id, from: db)
        case .alarm(let alarm): try write(alarm, to: db)
        case .alarmRemoved(let name): try removeAlarm(name, from: db)
        case .alarmHistory(let event): try write(event, to: db)
        case .topic(let topic): try write(topic, .topic, topic.arn, to: db)
        case .topicRemoved(let arn):
            try remove(.topic, arn, from: db)
            try removeSubscriptions(of: arn, from: db)
        case .stack(let stack): try write(stack, .stack, stack.name, to: db)
        case .stackRemoved(let name): try remove(.stack, name, from: db)
        case .metricFilter(let record): try write(record, .metricFilter, record.key, to: db)
        case .metricFilterRemoved(let group, let name):
            try remove(.metricFilter, MetricFilterRecord.key(group, name), from: db)
        case .subscriptionFilter(let record):
            try write(record, .subscriptionFilter, record.key, to: db)
        case .subscriptionFilterRemoved(let group, let name):
            try remove(.subscriptionFilter, SubscriptionFilterRecord.key(group, name), from: db)
        case .subscription(let record): try write(record, .subscription, record.arn, to: db)
        case .subscriptionRemoved(let arn): try remove(.subscription, arn, from: db)
        }
    }

    /// The accepted events that are not done yet.
    func events() throws -> [QueuedEvent] {
        try database.read { db in
            try Data.fetchAll(db, sql: "SELECT record FROM event ORDER BY id").map(Self.read)
        }
    }

    /// Keeps an event, or its next attempt.
    func save(_ event: QueuedEvent) throws { try save([event]) }

    /// Keeps events, all of them or none.
    func save(_ events: [QueuedEvent]) throws {
        try database.write { db in
            for event in events { try Self.write(event, to: db) }
        }
    }

    /// Forgets an event that is done, and keeps what follows from it.
    func replace(_ id: String, by next: [QueuedEvent]) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM event WHERE id = ?", arguments: [id])
            for event in next { try Self.write(event, to: db) }
        }
    }

    private static func write(_ event: QueuedEvent, to db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO event VALUES (?, ?)",
            arguments: [event.id, try encoded(event)]
        )
    }

    /// What SQLite says of its own pages: `ok`, or a line for each that is damaged.
    func integrity() throws -> [String] {
        try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check") }
    }

    /// Runs a statement; for tests that damage what is stored.
    func execute(_ sql: String) throws { try database.write { try $0.execute(sql: sql) } }

    /// Whether nothing is kept in it.
    var isEmpty: Bool { SQLite.isEmpty(database) }

    /// Closes the database.
    func close() throws { try database.close() }

    static func encoded(_ value: some Encodable) throws -> Data {
        try JSONEncoder().encode(value)
    }

    static func read<Value: Decodable>(_ bytes: Data) throws -> Value {
        try JSONDecoder().decode(Value.self, from: bytes)
    }
}
