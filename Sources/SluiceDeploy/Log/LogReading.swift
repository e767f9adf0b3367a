// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// What a search has read of a log so far, and where it goes on.
///
/// CloudWatch may answer any number of empty pages before one that has events: only the page's
/// token says how far a search has come. It is kept, so that no page is asked for again.
struct LogReading: Sendable {
    /// The records from here on are kept.
    private(set) var from: Timestamp
    /// Excluded; before it all records were read that were there.
    private(set) var until: Timestamp
    /// Before it every stretch was read so long after its time that nothing of it is late any more.
    private(set) var settled: Timestamp
    /// By their time; some may lie at `until` or after it.
    private(set) var records: [LogRecord] = []
    /// The page that comes next, where a search has not come to its end.
    private(set) var cursor: FilterLogEvents?
    /// Up to here the search that is under way has come.
    private var reached: Timestamp
    /// What was read of the stretch that the search is about: a record may come twice.
    private var seen: Set<String> = []

    /// Nothing is read yet.
    init(from: Timestamp) {
        self.from = from
        until = from
        settled = from
        reached = from
    }

    /// Forgets what lies before `from`; `false` where that is not a stretch that is known.
    mutating func trim(to from: Timestamp) -> Bool {
        guard self.from <= from, from <= until else { return false }
        records.removeAll { $0.at < from }
        self.from = from
        settled = max(settled, from)
        return true
    }

    /// Begins a search with its first page.
    mutating func begin(_ query: FilterLogEvents) {
        cursor = query
        reached = query.startTime ?? from
        seen = Set(records.lazy.filter { [reached] in $0.at >= reached }.map(\.id))
    }

    /// Gives up the search: its token is worth nothing any more.
    mutating func abandon() { cursor = nil }

    /// There is no log: nothing was ever written.
    mutating func end(at to: Timestamp) {
        cursor = nil
        until = max(until, to)
    }

    /// Takes the next page, which was asked for at this time.
    mutating func take(_ page: FilterLogEvents.Output, of function: String, askedAt: Timestamp) {
        guard let query = cursor else { return }
        let end = query.endTime ?? until
        let before = reached
        var last = records.last?.at ?? from
        var isInOrder = true
        for event in page.events {
            guard let record = LogRecord(event, of: function) else { continue }
            // Pages come in the order of time: what follows is not older than the last event.
            reached = min(end, max(reached, record.at))
            guard record.at >= max(from, query.startTime ?? from), record.at < end,
                seen.insert(record.id).inserted
            else { continue }
            isInOrder = isInOrder && record.at >= last
            last = max(last, record.at)
            records.append(record)
        }
        if !isInOrder { sort() }
        if let token = page.nextToken, !token.isEmpty {
            cursor?.nextToken = token
        } else {
            (cursor, reached) = (nil, end)
        }
        until = max(until, reached)
        if settled >= before {
            let late = askedAt.advanced(by: .zero - Limits.logOverlap)
            settled = max(settled, min(reached, late))
        }
    }

    /// What is known of a stretch of time.
    func pages(from: Timestamp, to: Timestamp) -> LogPages {
        let until = min(until, to)
        return LogPages(records: records.filter { $0.at >= from && $0.at < until }, until: until)
    }

    /// Records of one time stay as they came: that is the order of their stream.
    private mutating func sort() {
        records = records.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }
}

/// What a search of a log found: the records, and until when they are all there are.
struct LogPages: Sendable {
    var records: [LogRecord]
    /// Excluded; earlier than asked for where the budget of pages ended first.
    var until: Timestamp
}
