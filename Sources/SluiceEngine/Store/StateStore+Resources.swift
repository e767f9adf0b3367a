// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GRDB
import SluiceModel

// What belongs to the account and to no function.
extension StateStore {
    /// The kinds of what is kept in one table.
    enum Resource: String {
        case layer
        case codeSigning
        case mapping
        case topic
        case subscription
        case stack
        case metricFilter
        case subscriptionFilter
    }

    func resources(in db: Database) throws -> [Change] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT kind, record FROM resource ORDER BY kind, name"
        )
        return try rows.compactMap { row in
            switch Resource(rawValue: row["kind"]) {
            case .layer: .layer(try Self.read(row["record"]))
            case .codeSigning: .codeSigning(try Self.read(row["record"]))
            case .mapping: .mapping(try Self.read(row["record"]))
            case .topic: .topic(try Self.read(row["record"]))
            case .subscription: .subscription(try Self.read(row["record"]))
            case .stack: .stack(try Self.read(row["record"]))
            case .metricFilter: .metricFilter(try Self.read(row["record"]))
            case .subscriptionFilter: .subscriptionFilter(try Self.read(row["record"]))
            case nil: nil
            }
        }
    }

    static func write(
        _ record: some Encodable,
        _ kind: Resource,
        _ name: String,
        to db: Database
    ) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO resource VALUES (?, ?, ?)",
            arguments: [kind.rawValue, name, try encoded(record)]
        )
    }

    static func remove(_ kind: Resource, _ name: String, from db: Database) throws {
        try db.execute(
            sql: "DELETE FROM resource WHERE kind = ? AND name = ?",
            arguments: [kind.rawValue, name]
        )
    }

    /// Forgets the subscriptions of a topic: their ARNs are its own with an id.
    static func removeSubscriptions(of topic: String, from db: Database) throws {
        try db.execute(
            sql: "DELETE FROM resource WHERE kind = ? AND substr(name, 1, ?) = ?",
            arguments: [Resource.subscription.rawValue, topic.count + 1, topic + ":"]
        )
    }
}
