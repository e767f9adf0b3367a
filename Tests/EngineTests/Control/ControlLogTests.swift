// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Synchronization
import Testing

@testable import SluiceEngine

@Suite struct ControlLogTests {
    private static let group = "/aws/lambda/orders"

    /// Lines of two versions, a second apart.
    private static func fill(_ bench: ControlBench) {
        let texts = ["START", "ok", "ERROR boom", "ERROR fuse", "END"]
        let start = bench.clock.now
        bench.path.state.withLock { state in
            state.lines = texts.enumerated().map { index, text in
                LogLine(
                    group: Self.group,
                    stream: "2027/01/15/[\(1 + index % 2)]aa",
                    timestamp: start.advanced(by: .seconds(index)),
                    message: text
                )
            }
        }
    }

    private static func messages(
        _ bench: ControlBench,
        _ change: (inout FilterLogEvents) -> Void = { _ in }
    ) async throws -> [String?] {
        var filter = FilterLogEvents(logGroupName: group)
        change(&filter)
        return try await bench.transport.send(filter).events.map(\.message)
    }

    @Test func `events are found by term, stream and time`() async throws {
        try await ControlBench.run { bench in
            Self.fill(bench)
            let start = bench.clock.now
            let all = try await Self.messages(bench)
            #expect(all == ["START\n", "ok\n", "ERROR boom\n", "ERROR fuse\n", "END\n"])
            #expect(
                try await Self.messages(bench) { $0.filterPattern = "ERROR -fuse" } == [
                    "ERROR boom\n"
                ]
            )
            let second = ["2027/01/15/[2]aa"]
            #expect(
                try await Self.messages(bench) { $0.logStreamNames = second } == [
                    "ok\n", "ERROR fuse\n",
                ]
            )
            let prefix = "2027/01/15/[1]"
            #expect(
                try await Self.messages(bench) { $0.logStreamNamePrefix = prefix }
                    == ["START\n", "ERROR boom\n", "END\n"]
            )
            #expect(
                try await Self.messages(bench) {
                    $0.startTime = start.advanced(by: .seconds(1))
                    $0.endTime = start.advanced(by: .seconds(2))
                } == ["ok\n", "ERROR boom\n"]
            )
        }
    }

    @Test func `pages follow one another without a gap`() async throws {
        try await ControlBench.run { bench in
            Self.fill(bench)
            var filter = FilterLogEvents(logGroupName: Self.group, limit: 2)
            var messages: [String?] = []
            repeat {
                let answer = try await bench.transport.send(filter)
                messages += answer.events.map(\.message)
                filter.nextToken = answer.nextToken
            } while filter.nextToken != nil
            #expect(messages == ["START\n", "ok\n", "ERROR boom\n", "ERROR fuse\n", "END\n"])
        }
    }

    @Test func `a stream is read from its end, or from its head on`() async throws {
        try await ControlBench.run { bench in
            Self.fill(bench)
            var get = GetLogEvents(
                logGroupName: Self.group,
                logStreamName: "2027/01/15/[1]aa",
                limit: 2
            )
            let end = try await bench.transport.send(get)
            #expect(end.events.map(\.message) == ["ERROR boom\n", "END\n"])
            get.nextToken = end.nextBackwardToken
            let before = try await bench.transport.send(get)
            #expect(before.events.map(\.message) == ["START\n"])
            (get.nextToken, get.startFromHead) = (nil, true)
            let head = try await bench.transport.send(get)
            #expect(head.events.map(\.message) == ["START\n", "ERROR boom\n"])
            get.nextToken = head.nextForwardToken
            let rest = try await bench.transport.send(get)
            #expect(rest.events.map(\.message) == ["END\n"])
            get.nextToken = rest.nextForwardToken
            let none = try await bench.transport.send(get)
            #expect(none.events.isEmpty)
            #expect(none.nextForwardToken == rest.nextForwardToken)
        }
    }

    @Test func `groups and streams come into being with their first line`() async throws {
        try await ControlBench.run { bench in
            let describe = DescribeLogStreams(
                logGroupName: Self.group,
                orderBy: "LastEventTime",
                descending: true
            )
            let failure = await #expect(throws: AWSFailure.self) {
                try await bench.transport.send(describe)
            }
            #expect(failure?.message == "The specified log group does not exist.")
            Self.fill(bench)
            let streams = try await bench.transport.send(describe).logStreams
            #expect(streams.map(\.logStreamName) == ["2027/01/15/[1]aa", "2027/01/15/[2]aa"])
            #expect(streams[0].lastEventTimestamp == bench.clock.now.advanced(by: .seconds(4)))
            let groups = try await bench.transport.send(DescribeLogGroups())
            #expect(groups.logGroups.map(\.logGroupName) == [Self.group])
        }
    }
}
