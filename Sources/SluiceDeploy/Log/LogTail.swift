// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// What a search of a log found: the records, and until when they are all there are.
struct LogPages: Sendable {
    var records: [LogRecord] = []
    /// Excluded; earlier than asked for where the budget of pages ended first.
    var until: Timestamp
}

/// Keeps what searches have read, so that the next reading carries on where the last one stopped.
///
/// A reading looks back over several minutes for what arrives late. To read all of that anew each
/// time would take more pages than a busy function's log allows. A new process has to read it once.
actor LogTail {
    /// One search, whatever its time.
    struct Search: Hashable, Sendable {
        var group: String
        var function: String
        var pattern: String
    }

    private struct Kept {
        var from: Timestamp
        var until: Timestamp
        var isWhole: Bool
        var records: [LogRecord]
    }

    private var kept: [Search: Kept] = [:]

    /// From where on a search is to be read, to know it from here on.
    func start(of search: Search, from: Timestamp) -> Timestamp {
        guard let known = kept[search], known.from <= from, known.until > from else { return from }
        // What was cut goes on where it was cut: what is behind does not look back as well.
        return known.isWhole
            ? max(from, known.until.advanced(by: .zero - Limits.logOverlap)) : known.until
    }

    /// Adds what was read from `start` on; the answer is all that is known from `from` on.
    func add(
        _ read: LogPages,
        to search: Search,
        start: Timestamp,
        from: Timestamp,
        isWhole: Bool
    ) -> LogPages {
        var known = Kept(from: from, until: read.until, isWhole: isWhole, records: [])
        if let before = kept[search], before.from <= from, before.until >= start {
            // What was read again replaces what was known of that time.
            known.records = before.records.filter { $0.at >= from && $0.at < start }
            known.records += read.records.filter { $0.at < read.until }
            known.records += before.records.filter { $0.at >= max(from, read.until) }
            known.until = max(read.until, before.until)
        } else {
            known.records = read.records.filter { $0.at < read.until }
        }
        if kept[search] == nil, kept.count >= Limits.keptSearchesMax,
            let oldest = kept.min(by: { $0.value.until < $1.value.until })
        {
            kept[oldest.key] = nil
        }
        kept[search] = known
        return LogPages(records: known.records, until: known.until)
    }
}
