// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GRDB
import SluiceModel
import SystemPackage

/// What the services beside Lambda keep: records by shelf and key, in SQLite.
///
/// What `commit` has taken is on the disk when it returns, as with `StateStore`.
struct ServiceStore: Sendable {
    /// One record as it is stored; without a value it is removed.
    struct Row: Sendable {
        var shelf: String
        var key: String
        var value: Data?
    }

    private let database: DatabaseQueue

    init(_ directory: DataDirectory) throws {
        database = try SQLite.open(
            directory.services,
            in: directory.root.string,
            isDurable: true,
            migrator: Self.migrator
        )
    }

    private static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 records") { db in
            try db.execute(
                sql: """
                    CREATE TABLE record (
                        shelf TEXT NOT NULL,
                        key TEXT NOT NULL,
                        value BLOB NOT NULL,
                        PRIMARY KEY (shelf, key)
                    ) WITHOUT ROWID;
                    """
            )
        }
        return migrator
    }()

    /// Puts everything that is stored for a shelf back on it.
    func load<Record>(_ shelf: inout Shelf<Record>) throws {
        let name = shelf.name
        let rows = try database.read { db in
            try GRDB.Row.fetchAll(
                db,
                sql: "SELECT key, value FROM record WHERE shelf = ?",
                arguments: [name]
            ).map { (key: $0["key"] as String, value: $0["value"] as Data) }
        }
        for row in rows {
            shelf.restore(try JSONDecoder().decode(Record.self, from: row.value), as: row.key)
        }
    }

    /// The names of the shelves that something is stored for.
    func shelves() throws -> [String] {
        try database.read {
            try String.fetchAll($0, sql: "SELECT DISTINCT shelf FROM record ORDER BY shelf")
        }
    }

    /// What changed on a shelf, as it is stored.
    static func rows<Record>(of shelf: Shelf<Record>) throws -> [Row] {
        try shelf.changed.map { key in
            Row(
                shelf: shelf.name,
                key: key,
                value: try shelf[key].map { try JSONEncoder().encode($0) }
            )
        }
    }

    /// Writes rows; all of them or none.
    func commit(_ rows: [Row]) throws {
        try database.write { db in
            for row in rows {
                if let value = row.value {
                    try db.execute(
                        sql: "INSERT OR REPLACE INTO record VALUES (?, ?, ?)",
                        arguments: [row.shelf, row.key, value]
                    )
                } else {
                    try db.execute(
                        sql: "DELETE FROM record WHERE shelf = ? AND key = ?",
                        arguments: [row.shelf, row.key]
                    )
                }
            }
        }
    }

    /// Closes the database.
    func close() throws { try database.close() }
}
