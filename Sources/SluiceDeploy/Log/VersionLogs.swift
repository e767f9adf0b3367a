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
    /// What earlier readings found.
    let tail: LogTail
    /// How long a call may take.
    var longestCall = Limits.failureLead

    /// The records of a stretch of time, `to` excluded, that match; those of each stream in order.
    ///
    /// Where the budget of one reading ends first they are fewer, and `until` says how far they go;
    /// the next reading goes on from there. What arrives late is found for as long as
    /// `Limits.logOverlap`, also where a reading was cut.
    ///
    /// - Throws: What AWS said; the pages before that are kept.
    func records(
        from: Timestamp,
        to: Timestamp,
        matching pattern: String
    ) async throws(AWSFailure) -> LogPages {
        guard from < to else { return LogPages(records: [], until: to) }
        let search = LogTail.Search(group: group, function: function, pattern: pattern)
        var reading = await tail.reading(of: search, from: from)
        do {
            try await carryOn(&reading, to: to, matching: pattern)
        } catch {
            await tail.keep(reading, of: search)
            throw error
        }
        await tail.keep(reading, of: search)
        return reading.pages(from: from, to: to)
    }

    /// Ends the search that was cut, and begins one of what was not read or may be late.
    private func carryOn(
        _ reading: inout LogReading,
        to: Timestamp,
        matching pattern: String
    ) async throws(AWSFailure) {
        var (hasBegun, events) = (false, 0)
        for _ in 0..<Limits.readingPagesMax where events < Limits.logRecordsMax {
            if reading.cursor == nil {
                guard !hasBegun, reading.settled < to else { return }
                hasBegun = true
                reading.begin(
                    FilterLogEvents(
                        logGroupName: group,
                        startTime: reading.settled,
                        endTime: to,
                        filterPattern: pattern
                    )
                )
            }
            guard let query = reading.cursor else { return }
            let askedAt = try await turn()
            do {
                let page = try await aws.send(query)
                events += page.events.count
                reading.take(page, of: function, askedAt: askedAt)
            } catch {
                switch error.code {
                case "ResourceNotFoundException": return reading.end(at: to)
                // Tokens do not live for ever.
                case "InvalidParameterException" where query.nextToken != nil: reading.abandon()
                default: throw error
                }
            }
        }
    }

    private func turn() async throws(AWSFailure) -> Timestamp {
        do {
            return try await pace.turn()
        } catch {
            throw .refused("Cancelled", "\(error)")
        }
    }
}
