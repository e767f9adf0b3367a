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

    /// The failed calls by their first record in a stretch of time, oldest first.
    func calls(
        from: Timestamp,
        to: Timestamp
    ) async throws(AWSFailure) -> [Call] {
        var records: [LogRecord] = []
        for pattern in patterns {
            records += try await logs.records(from: from, to: to, matching: pattern)
        }
        let nameless = records.filter { $0.request == nil }
        let begun = try await begun(around: nameless)
        var first: [String: Call] = [:]
        for record in records {
            let request = record.request ?? Self.request(of: record, begun)
            if let known = first[request], known.at <= record.at { continue }
            first[request] = Call(version: record.version, request: request, at: record.at)
        }
        return first.values.sorted { ($0.at, $0.request) < ($1.at, $1.request) }
    }

    /// Which call each stream had begun, and when, of those that hold records without a name.
    private func begun(
        around records: [LogRecord]
    ) async throws(AWSFailure) -> [String: [(at: Timestamp, request: String)]] {
        guard let first = records.map(\.at).min(), let last = records.map(\.at).max() else {
            return [:]
        }
        let streams = Array(Set(records.map(\.stream))).sorted().prefix(Limits.logStreamsMax)
        let starts = try await logs.records(
            from: first.advanced(by: .zero - Limits.startSearch),
            to: last.advanced(by: .milliseconds(1)),
            matching: Self.starts,
            in: Array(streams)
        )
        var begun: [String: [(at: Timestamp, request: String)]] = [:]
        for start in starts {
            guard let request = start.started else { continue }
            begun[start.stream, default: []].append((start.at, request))
        }
        return begun
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
