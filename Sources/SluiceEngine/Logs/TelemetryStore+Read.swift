// SPDX-License-Identifier: Apache-2.0
import GRDB
import SluiceBase

/// An event of a log as it is stored.
struct StoredLogEvent: Hashable, Sendable {
    /// Grows with every event of the account.
    var id: Int64
    var stream: String
    var time: Timestamp
    var ingested: Timestamp
    var message: String
}

extension TelemetryStore {
    /// A stream.
    struct LogPlace: Hashable, Sendable {
        var id: Int64
        var name: String
        var created: Timestamp
        var first: Timestamp?
        var last: Timestamp?
        var ingested: Timestamp?
    }

    /// Where an event stands among all others: by its time, and by its arrival where times are equal.
    struct LogPoint: Hashable, Sendable {
        var time: Int64
        var id: Int64

        static let start = LogPoint(time: .min, id: .min)
        static let end = LogPoint(time: .max, id: .max)
    }

    /// Which events are wanted; times in milliseconds, both ends included.
    struct LogSpan: Hashable, Sendable {
        var group: String
        var streams: [String]?
        var streamPrefix: String?
        var from: Int64
        var through: Int64
    }

    /// The streams of a group, by name; `nil` when there is no such group.
    func logStreams(of group: String) async throws -> [LogPlace]? {
        try await database.read { db in
            let exists = try Bool.fetchOne(
                db,
                sql: "SELECT count(*) FROM log_group WHERE name = ?",
                arguments: [group]
            )
            guard exists == true else { return nil }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT id, name, created, first, last, ingested FROM log_stream
                    WHERE log_group = ? ORDER BY name
                    """,
                arguments: [group]
            ).map {
                LogPlace(
                    id: $0["id"],
                    name: $0["name"],
                    created: Self.time($0["created"]),
                    first: ($0["first"] as Int64?).map(Self.time),
                    last: ($0["last"] as Int64?).map(Self.time),
                    ingested: ($0["ingested"] as Int64?).map(Self.time)
                )
            }
        }
    }

    /// Whether a group has a stream of this name.
    func logStreams(named name: String, of group: String) throws -> Bool {
        try database.read { db in
            try Bool.fetchOne(
                db,
                sql: "SELECT count(*) FROM log_stream WHERE log_group = ? AND name = ?",
                arguments: [group, name]
            ) ?? false
        }
    }

    /// Events of a span in the order of their times, after one or before one.
    ///
    /// There are fewer than asked where their texts would be too much at once.
    func logEvents(
        _ span: LogSpan,
        after: LogPoint? = nil,
        before: LogPoint? = nil,
        isBackward: Bool = false,
        limit: Int
    ) async throws -> (events: [StoredLogEvent], hasMore: Bool) {
        let streams = try await logStreams(of: span.group)?.filter { stream in
            (span.streams?.contains(stream.name) ?? true)
                && stream.name.hasPrefix(span.streamPrefix ?? "")
        }
        guard let streams, !streams.isEmpty else { return ([], false) }
        let names = Dictionary(uniqueKeysWithValues: streams.map { ($0.id, $0.name) })
        let order = isBackward ? "DESC" : "ASC"
        let (after, before) = (after ?? .start, before ?? .end)
        // The numbers are written out: there may be more than SQLite takes as arguments.
        let sql = """
            SELECT id, stream, time, ingested, message FROM log_event
            WHERE stream IN (\(names.keys.sorted().map(String.init).joined(separator: ",")))
            AND time BETWEEN ? AND ? AND (time, id) > (?, ?) AND (time, id) < (?, ?)
            ORDER BY time \(order), id \(order) LIMIT ?
            """
        let arguments: StatementArguments = [
            span.from, span.through, after.time, after.id, before.time, before.id, limit,
        ]
        let (events, hasMore) = try await database.read { db in
            let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
            var events: [StoredLogEvent] = []
            var bytes = 0
            while let row = try rows.next() {
                let event = Self.event(row, names)
                bytes += event.message.utf8.count
                if bytes > Limits.logPageBytesMax, !events.isEmpty { return (events, true) }
                events.append(event)
            }
            return (events, events.count == limit)
        }
        return (isBackward ? events.reversed() : events, hasMore)
    }

    private static func event(_ row: Row, _ streams: [Int64: String]) -> StoredLogEvent {
        StoredLogEvent(
            id: row["id"],
            stream: streams[row["stream"]] ?? "",
            time: time(row["time"]),
            ingested: time(row["ingested"]),
            message: row["message"]
        )
    }

    private static func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(millisecondsSince1970: milliseconds)
    }
}

extension StoredLogEvent {
    /// Where it stands.
    var point: TelemetryStore.LogPoint {
        TelemetryStore.LogPoint(time: time.millisecondsSince1970, id: id)
    }
}

extension TelemetryStore.LogPoint {
    /// The point as a token has it.
    var text: String { "\(time)/\(id)" }

    /// Reads what stands in a token; `nil` for what was never there.
    init?(text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        // The neighbours of a number are computed: it must have both.
        guard parts.count == 2, let time = Int64(parts[0]), let id = Int64(parts[1]),
            (0..<Int64.max).contains(id)
        else { return nil }
        self.init(time: time, id: id)
    }
}
