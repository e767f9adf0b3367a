// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// Searches a function's log group, across the streams of all its versions.
///
/// A stream's name carries the day on which its environment began, so that names cannot be foretold:
/// the time bounds the search, and the names tell the versions.
struct VersionLogs: Sendable {
    let aws: any AWSTransport
    let pace: LogPace
    let group: String
    let function: String
    /// What earlier readings found; without it each one begins anew.
    var tail: LogTail?
    /// How long a call may take.
    var longestCall = Limits.failureLead

    /// The records of a stretch of time, `to` excluded, that match; those of each stream in order.
    ///
    /// Where the budget of one reading ends first they are fewer, and `until` says how far they go;
    /// with a tail the next reading goes on from there.
    ///
    /// - Throws: What AWS said.
    func records(
        from: Timestamp,
        to: Timestamp,
        matching pattern: String,
        in streams: [String]? = nil
    ) async throws(AWSFailure) -> LogPages {
        guard let tail, streams == nil else {
            return try await pages(from: from, to: to, matching: pattern, in: streams).found
        }
        let search = LogTail.Search(group: group, function: function, pattern: pattern)
        let start = min(to, await tail.start(of: search, from: from))
        let read = try await pages(from: start, to: to, matching: pattern, in: nil)
        return await tail.add(
            read.found,
            to: search,
            start: start,
            from: from,
            isWhole: read.isWhole
        )
    }

    private func pages(
        from: Timestamp,
        to: Timestamp,
        matching pattern: String,
        in streams: [String]?
    ) async throws(AWSFailure) -> (found: LogPages, isWhole: Bool) {
        guard from < to else { return (LogPages(until: to), true) }
        var query = FilterLogEvents(
            logGroupName: group,
            logStreamNames: streams,
            startTime: from,
            endTime: to,
            filterPattern: pattern
        )
        var found = LogPages(until: to)
        var seen: Set<String> = []
        var reached = from
        for _ in 0..<Limits.readingPagesMax where found.records.count < Limits.logRecordsMax {
            // No log group: nothing was ever written.
            guard let page = try await page(query) else { return (LogPages(until: to), true) }
            // A page that comes again after a retry brings the same events.
            for event in page.events where event.eventId.map({ seen.insert($0).inserted }) ?? true {
                reached = max(reached, event.timestamp ?? reached)
                guard let record = LogRecord(event, of: function), record.at >= from, record.at < to
                else { continue }
                found.records.append(record)
            }
            guard let token = page.nextToken, !token.isEmpty else { return (found, true) }
            query.nextToken = token
        }
        // Pages come in the order of time: what follows is not older than the last event.
        found.until = min(to, reached)
        found.records.removeAll { $0.at >= found.until }
        return (found, false)
    }

    private func page(
        _ query: FilterLogEvents
    ) async throws(AWSFailure) -> FilterLogEvents.Output? {
        do {
            try await pace.turn()
        } catch {
            throw .refused("Cancelled", "\(error)")
        }
        do {
            return try await aws.send(query)
        } catch {
            guard error.code == "ResourceNotFoundException" else { throw error }
            return nil
        }
    }
}
