// SPDX-License-Identifier: Apache-2.0
import GRDB

/// How the engine opens its databases.
enum SQLite {
    /// Opens a database, brings its tables up to date and insists on how it writes.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - directory: the data directory, for errors.
    ///   - isDurable: whether a commit must be on the disk when it returns.
    ///   - migrator: the steps to today's tables.
    /// - Returns: the open database.
    /// - Throws: `EngineError`.
    static func open(
        _ path: String,
        in directory: String,
        isDurable: Bool,
        migrator: DatabaseMigrator
    ) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(1)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = \(isDurable ? "FULL" : "NORMAL")")
        }
        let database: DatabaseQueue
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            if try database.read(migrator.hasBeenSuperseded) {
                throw EngineError.dataIsNewer(directory: directory)
            }
            try database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try migrator.migrate(database)
        } catch let error as DatabaseError {
            throw EngineError.dataUnusable(directory: directory, reason: "\(path): \(error)")
        }
        let synchronous = try database.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        guard !isDurable || synchronous == 2 else {
            throw EngineError.dataUnusable(
                directory: directory,
                reason: "SQLite does not write durably: synchronous is \(synchronous ?? -1)"
            )
        }
        return database
    }

    /// Whether no table has a row; `false` for one that cannot be read.
    static func isEmpty(_ database: DatabaseQueue) -> Bool {
        let tables = """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name <> 'grdb_migrations'
            """
        // What cannot be read may hold something.
        let isEmpty = try? database.read { db in
            try String.fetchAll(db, sql: tables).allSatisfy { name in
                try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(name))") == false
            }
        }
        return isEmpty ?? false
    }
}
