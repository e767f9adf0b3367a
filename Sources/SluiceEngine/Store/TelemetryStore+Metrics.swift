// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GRDB
import SluiceModel

extension TelemetryStore {
    /// A metric in one unit, as it is found in the database.
    private struct Stream: Codable {
        var key: MetricKey
        var unit: String
    }

    /// Metrics by number, so that a data point is a short row.
    static func addMetrics(to migrator: inout DatabaseMigrator) {
        migrator.registerMigration("2 metrics by unit") { db in
            try db.execute(
                sql: """
                    DROP TABLE metric;
                    CREATE TABLE metric (id INTEGER PRIMARY KEY, stream BLOB NOT NULL UNIQUE);
                    CREATE TABLE metric_point (
                        metric INTEGER NOT NULL,
                        second INTEGER NOT NULL,
                        count REAL NOT NULL,
                        sum REAL NOT NULL,
                        least REAL NOT NULL,
                        greatest REAL NOT NULL,
                        spread BLOB,
                        PRIMARY KEY (metric, second)
                    ) WITHOUT ROWID;
                    CREATE INDEX metric_point_second ON metric_point (second);
                    """
            )
        }
    }

    /// The metrics that are kept, ordered by time.
    func metrics() throws -> [MetricSecond] {
        try database.read { db in
            var streams: [Int64: Stream] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT id, stream FROM metric") {
                streams[row["id"]] = try JSONDecoder().decode(Stream.self, from: row["stream"])
            }
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM metric_point ORDER BY second")
            var seconds: [MetricSecond] = []
            while let row = try rows.next() {
                guard let stream = streams[row["metric"]] else { continue }
                let spread: Data? = row["spread"]
                seconds.append(
                    MetricSecond(
                        key: stream.key,
                        unit: stream.unit,
                        second: row["second"],
                        sample: MetricSample(
                            count: row["count"],
                            sum: row["sum"],
                            minimum: row["least"],
                            maximum: row["greatest"],
                            values: try spread.map {
                                try JSONDecoder().decode(Distribution.self, from: $0)
                            }
                        )
                    )
                )
            }
            return seconds
        }
    }

    /// Keeps what metrics counted.
    func save(_ seconds: [MetricSecond]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try database.write { db in
            let point = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO metric_point VALUES (?, ?, ?, ?, ?, ?, ?)"
            )
            var last: (stream: Stream, id: Int64)?
            // They come ordered: a metric's seconds follow one another.
            for second in seconds {
                if last?.stream.key != second.key || last?.stream.unit != second.unit {
                    let stream = Stream(key: second.key, unit: second.unit)
                    last = (stream, try Self.id(of: encoder.encode(stream), in: db))
                }
                let sample = second.sample
                try point.execute(arguments: [
                    last?.id, second.second, sample.count, sample.sum, sample.minimum,
                    sample.maximum, try sample.values.map(encoder.encode),
                ])
            }
        }
    }

    private static func id(of stream: Data, in db: Database) throws -> Int64 {
        let find = try db.cachedStatement(sql: "SELECT id FROM metric WHERE stream = ?")
        if let id = try Int64.fetchOne(find, arguments: [stream]) { return id }
        try db.cachedStatement(sql: "INSERT INTO metric (stream) VALUES (?)")
            .execute(arguments: [stream])
        return db.lastInsertedRowID
    }

    /// Forgets what the metrics keep by the minute now, and what is too old.
    ///
    /// - Parameters:
    ///   - fine: seconds before this one are kept by the minute.
    ///   - old: seconds before this one are not kept.
    /// - Throws: what the database says.
    func compactMetrics(finerThan fine: Int64, forgetting old: Int64) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    DELETE FROM metric_point
                    WHERE second < ? OR (second < ? AND second % 60 <> 0);
                    DELETE FROM metric WHERE id NOT IN (SELECT metric FROM metric_point);
                    """,
                arguments: [old, fine]
            )
        }
    }
}
