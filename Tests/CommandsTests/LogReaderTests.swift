// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Synchronization
import Testing

@testable import SluiceCommands

@Suite struct LogReaderTests {
    /// A log that grows by one page each time it is read.
    private final class GrowingLog: AWSTransport {
        private let pages: [[FilteredLogEvent]]
        private let reads = Mutex(0)

        init(_ pages: [[FilteredLogEvent]]) { self.pages = pages }

        func send<Operation: AWSOperation>(
            _ operation: Operation
        ) async throws(AWSFailure) -> Operation.Output {
            let count = reads.withLock { reads in
                reads += 1
                return reads
            }
            guard let query = operation as? FilterLogEvents, !pages.isEmpty else {
                throw AWSFailure(code: "ResourceNotFoundException", message: "no", status: 400)
            }
            let events = pages.prefix(count).joined().filter {
                ($0.timestamp ?? Timestamp(second: 0)) >= query.startTime ?? Timestamp(second: 0)
            }
            let output = FilterLogEvents.Output(events: Array(events))
            guard let output = output as? Operation.Output else {
                throw AWSFailure(kind: .malformed, code: "Unexpected", message: "")
            }
            return output
        }
    }

    private func event(_ id: Int, at second: Int64, version: String = "1") -> FilteredLogEvent {
        var event = FilteredLogEvent()
        event.eventId = "\(id)"
        event.timestamp = Timestamp(second: second)
        event.logStreamName = "2026/01/01/[\(version)]0123"
        event.message = "line \(id)\n"
        return event
    }

    private func reader(_ log: GrowingLog, version: Version? = nil) -> LogReader {
        LogReader(aws: log, group: "/aws/lambda/f", version: version, from: Timestamp(second: 0))
    }

    @Test func `an event is given once, also one that turns up late`() async throws {
        let log = GrowingLog([
            [event(2, at: 20), event(1, at: 10)], [event(3, at: 19), event(4, at: 21)], [],
        ])
        var reader = reader(log)
        #expect(try await reader.more().map(\.eventId) == ["1", "2"])
        #expect(try await reader.more().map(\.eventId) == ["3", "4"])
        #expect(try await reader.more().isEmpty)
    }

    @Test func `only the version that was named is given`() async throws {
        let log = GrowingLog([[event(1, at: 1), event(2, at: 2, version: "12")]])
        var reader = reader(log, version: Version(12))
        #expect(try await reader.more().map(\.eventId) == ["2"])
    }

    @Test func `a function that was never called has an empty log`() async throws {
        var reader = reader(GrowingLog([]))
        #expect(try await reader.more().isEmpty)
    }

    @Test func `the version stands in the name of the stream`() {
        #expect(LogReader.version(of: event(1, at: 1, version: "$LATEST")) == "$LATEST")
        var odd = FilteredLogEvent()
        odd.logStreamName = "custom"
        #expect(LogReader.version(of: odd) == nil)
    }

    @Test func `a traceback of one event is shown as its lines`() {
        var event = event(1, at: 1)
        event.message = "[ERROR] KeyError: 'tenant'\rTraceback:\r  app.py\n"
        #expect(
            LogReader.lines(of: event) == ["[ERROR] KeyError: 'tenant'", "Traceback:", "  app.py"]
        )
    }
}
