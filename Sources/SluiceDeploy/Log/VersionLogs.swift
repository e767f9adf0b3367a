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

    /// The records of a stretch of time, `to` excluded, that match; those of each stream in order.
    ///
    /// - Throws: What AWS said; `IncompleteLogs` where there are more than may be read.
    func records(
        from: Timestamp,
        to: Timestamp,
        matching pattern: String,
        in streams: [String]? = nil
    ) async throws(AWSFailure) -> [LogRecord] {
        var query = FilterLogEvents(
            logGroupName: group,
            logStreamNames: streams,
            startTime: from,
            endTime: to,
            filterPattern: pattern
        )
        var records: [LogRecord] = []
        var seen: Set<String> = []
        for _ in 0..<Limits.logPagesMax {
            let page: FilterLogEvents.Output
            do {
                try await pace.turn()
            } catch {
                throw .refused("Cancelled", "\(error)")
            }
            do {
                page = try await aws.send(query)
            } catch {
                // No log group: nothing was ever written.
                if error.code == "ResourceNotFoundException" { return [] }
                throw error
            }
            // A page that comes again after a retry brings the same events.
            for event in page.events where event.eventId.map({ seen.insert($0).inserted }) ?? true {
                guard let record = LogRecord(event, of: function), record.at >= from, record.at < to
                else { continue }
                records.append(record)
            }
            guard let token = page.nextToken, !token.isEmpty else { return records }
            query.nextToken = token
        }
        throw AWSFailure(
            code: "IncompleteLogs",
            message: "the log has over \(Limits.logPagesMax) pages for one reading",
            status: 500
        )
    }
}
