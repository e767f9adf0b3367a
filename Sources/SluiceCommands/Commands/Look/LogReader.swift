// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceDeploy
import SluiceWire

/// Reads a function's log on and on: what it has given once it does not give again.
struct LogReader: Sendable {
    private let aws: any AWSTransport
    private let group: String
    private let version: Version?
    private var from: Timestamp
    private var given: [String: Timestamp] = [:]

    init(aws: any AWSTransport, group: String, version: Version?, from: Timestamp) {
        self.aws = aws
        self.group = group
        self.version = version
        self.from = from
    }

    /// The version whose stream an event lies in: `2026/01/01/[42]0123`.
    static func version(of event: FilteredLogEvent) -> String? {
        guard let stream = event.logStreamName, let open = stream.firstIndex(of: "["),
            let close = stream[open...].firstIndex(of: "]")
        else { return nil }
        return String(stream[stream.index(after: open)..<close])
    }

    /// The lines of an event.
    ///
    /// Lambda's runtimes keep a traceback in one event by ending its lines with carriage returns,
    /// and a terminal would write each line over the one before.
    static func lines(of event: FilteredLogEvent) -> [Substring] {
        (event.message ?? "").split(whereSeparator: \.isNewline)
    }

    /// The events that are new, in the order of their time.
    mutating func more() async throws(AWSFailure) -> [FilteredLogEvent] {
        var found: [FilteredLogEvent] = []
        var query = FilterLogEvents(logGroupName: group, startTime: from)
        for _ in 0..<Limits.pagesMax where found.count < Limits.logEventsMax {
            let page: FilterLogEvents.Output
            do {
                page = try await aws.send(query)
            } catch {
                // No log group: the function was never called.
                if error.code == "ResourceNotFoundException" { return [] }
                throw error
            }
            found += page.events.filter(isWanted)
            guard let token = page.nextToken, !token.isEmpty else { break }
            query.nextToken = token
        }
        let new = found.enumerated().filter { given[Self.key($0.element)] == nil }
        for (_, event) in new { given[Self.key(event)] = event.timestamp ?? from }
        if let last = given.values.max() {
            from = max(from, last.advanced(by: .zero - Limits.logsLate))
            given = given.filter { $0.value >= from }
        }
        let zero = Timestamp(second: 0)
        return new.sorted {
            ($0.element.timestamp ?? zero, $0.offset) < ($1.element.timestamp ?? zero, $1.offset)
        }.map(\.element)
    }

    private func isWanted(_ event: FilteredLogEvent) -> Bool {
        version.map { $0.name == Self.version(of: event) } ?? true
    }

    private static func key(_ event: FilteredLogEvent) -> String {
        event.eventId
            ?? "\(event.logStreamName ?? "") \(event.timestamp?.millisecondsSince1970 ?? 0) "
            + (event.message ?? "")
    }
}
