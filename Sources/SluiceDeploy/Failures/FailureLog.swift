// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// Finds the calls whose log has a record that counts as a failure.
///
/// A call counts once, however many of its records match. A record that does not name its call
/// is given to the one that its stream had begun before it: a stream holds one call at a time.
struct FailureLog: Sendable {
    let logs: VersionLogs
    let patterns: [String]

    /// A failed call of a version.
    struct Call: Hashable, Sendable {
        var version: Version
        var request: String
        var at: Timestamp
    }

    private static let starts = "?\"START RequestId\" ?\"platform.start\""

    /// The failed calls by their first record in a stretch of time, oldest first, and until when
    /// these are all of them.
    func calls(
        from: Timestamp,
        to: Timestamp
    ) async throws(AWSFailure) -> (calls: [Call], until: Timestamp) {
        var records: [LogRecord] = []
        var until = to
        for pattern in patterns {
            let pages = try await logs.records(from: from, to: to, matching: pattern)
            records += pages.records
            until = min(until, pages.until)
        }
        records.removeAll { $0.at >= until }
        let nameless = records.filter { $0.request == nil }
        let (begun, known) = try await begun(around: nameless)
        // A record whose call is not known yet is told of by the next reading.
        if let known, known < until {
            until = known
            records.removeAll { $0.at >= until }
        }
        var first: [String: Call] = [:]
        for record in records {
            let request = record.request ?? Self.request(of: record, begun)
            if let known = first[request], known.at <= record.at { continue }
            first[request] = Call(version: record.version, request: request, at: record.at)
        }
        return (first.values.sorted { ($0.at, $0.request) < ($1.at, $1.request) }, until)
    }

    /// Which call each stream had begun, and when, of those that hold records without a name; and
    /// until when that is known.
    private func begun(
        around records: [LogRecord]
    ) async throws(AWSFailure) -> ([String: [(at: Timestamp, request: String)]], Timestamp?) {
        guard let first = records.map(\.at).min(), let last = records.map(\.at).max() else {
            return ([:], nil)
        }
        let end = last.advanced(by: .milliseconds(1))
        // Of all streams: those with such records change, and the search would begin anew with them.
        let starts = try await logs.records(
            from: first.advanced(by: .zero - logs.longestCall),
            to: end,
            matching: Self.starts
        )
        let streams = Set(records.map(\.stream))
        var begun: [String: [(at: Timestamp, request: String)]] = [:]
        for start in starts.records where streams.contains(start.stream) {
            guard let request = start.started else { continue }
            begun[start.stream, default: []].append((start.at, request))
        }
        return (begun, starts.until < end ? starts.until : nil)
    }

    private static func request(
        of record: LogRecord,
        _ begun: [String: [(at: Timestamp, request: String)]]
    ) -> String {
        let before = begun[record.stream]?.last { $0.at <= record.at }
        // Nobody knows the call: the record is one of its own.
        return before?.request
            ?? "\(record.stream)@\(record.at.millisecondsSince1970)"
    }
}
