// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GRDB
import SluiceModel

extension StateStore {
    /// The alarms' tables.
    static func addAlarms(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("3 alarms") { db in
            try db.execute(
                sql: """
                    CREATE TABLE alarm (name TEXT PRIMARY KEY, record BLOB NOT NULL);
                    CREATE TABLE alarm_event (number INTEGER PRIMARY KEY, record BLOB NOT NULL);
                    """
            )
        }
    }

    /// The changes that lead to the stored alarms and their history.
    static func alarms(in db: Database) throws -> [Change] {
        let decoder = JSONDecoder()
        let alarms = try Data.fetchAll(db, sql: "SELECT record FROM alarm ORDER BY name")
            .map { Change.alarm(try decoder.decode(AlarmRecord.self, from: $0)) }
        let events = try Data.fetchAll(db, sql: "SELECT record FROM alarm_event ORDER BY number")
            .map { Change.alarmHistory(try decoder.decode(AlarmEvent.self, from: $0)) }
        return alarms + events
    }

    /// Keeps an alarm.
    static func write(_ alarm: AlarmRecord, to db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO alarm VALUES (?, ?)",
            arguments: [alarm.name, try JSONEncoder().encode(alarm)]
        )
    }

    /// Forgets an alarm.
    static func removeAlarm(_ name: String, from db: Database) throws {
        try db.execute(sql: "DELETE FROM alarm WHERE name = ?", arguments: [name])
    }

    /// Adds to the history, and forgets the oldest.
    static func write(_ event: AlarmEvent, to db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO alarm_event VALUES (?, ?)",
            arguments: [event.number, try JSONEncoder().encode(event)]
        )
        try db.execute(
            sql: "DELETE FROM alarm_event WHERE number <= ?",
            arguments: [event.number - Limits.alarmEventsKept]
        )
    }
}
