// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct CandidateLogTests {
    private let time = VirtualTime()
    private let start = Timestamp(second: 1_767_263_960)  // 2026-01-01T10:39:20Z

    private static let traceback = """
        [ERROR] KeyError: 'tenant'
        Traceback (most recent call last):
          File "/var/task/app.py", line 12, in handler
            return load_order(event)
          File "/var/task/app.py", line 88, in load_order
            return event["tenant"]
        """

    private func event(_ stream: String, _ second: Int64, _ text: String) -> FilteredLogEvent {
        FilteredLogEvent(
            logStreamName: stream,
            timestamp: start.advanced(by: .seconds(second)),
            message: text
        )
    }

    @Test func `failed calls that failed alike are one group with its first request`() throws {
        let a = "2026/01/01/[42]aaaa"
        let b = "2026/01/01/[42]bbbb"
        let aws = ScriptedAWS().on(FilterLogEvents.self) { [self] query in
            query.nextToken == nil
                ? FilterLogEvents.Output(
                    events: [
                        event(a, 1, "START RequestId: r-1 Version: 42\n"),
                        event(a, 1, "all is well\n"), event(a, 1, "END RequestId: r-1\n"),
                        event(a, 2, "START RequestId: r-2 Version: 42\n"),
                        event(b, 2, "START RequestId: r-3 Version: 42\n"),
                        event(a, 2, Self.traceback), event(b, 3, Self.traceback),
                    ],
                    nextToken: "more"
                )
                : FilterLogEvents.Output(events: [
                    event(a, 4, "START RequestId: r-4 Version: 42\n"),
                    event(
                        a,
                        7,
                        "2026-01-01T10:39:27.1Z r-4 Task timed out after 3.00 seconds\n"
                    ),
                ])
        }
        let log = CandidateLog(aws: aws, function: "orders", version: Version(42))
        let groups = try time.run { [start] in
            try await log.errors(from: start, to: start.advanced(by: .seconds(60)))
        }
        #expect(
            groups == [
                FirstError(
                    at: start.advanced(by: .seconds(2)),
                    message: "KeyError: 'tenant'",
                    place: "app.py:88 load_order",
                    count: 2,
                    request: "r-2"
                ),
                FirstError(
                    at: start.advanced(by: .seconds(7)),
                    message: "Task timed out after 3.00 seconds",
                    place: nil,
                    count: 1,
                    request: "r-4"
                ),
            ]
        )
        let query = try #require(aws.calls(FilterLogEvents.self).first)
        #expect(query.logGroupName == "/aws/lambda/orders")
        #expect(query.logStreamNamePrefix == "2026/01/01/[42]")
        #expect(
            query.filterPattern
                == "?\"START RequestId\" ?ERROR ?\"Task timed out\" ?\"Runtime exited\""
        )
    }

    private static let texts: [(String, String, String?)] = [
        (
            "2026-01-01T10:00:00.000Z\t8f1e22c0-0000-4000-8000-000000000000\tERROR\tInvoke Error"
                + "\t{\"errorType\":\"TypeError\",\"errorMessage\":\"x is \\\"odd\\\"\","
                + "\"stack\":[\"TypeError: x\",\"    at load (file:///var/task/index.mjs:3:9)\"]}",
            "TypeError: x is \"odd\"", "index.mjs:3 load"
        ),
        (
            "RequestId: r-1 Error: Runtime exited with error: exit status 1\nRuntime.ExitError",
            "Runtime exited with error: exit status 1", nil
        ),
    ]

    @Test(arguments: texts.indices)
    func `the words of the runtimes are understood`(index: Int) throws {
        let (text, message, place) = Self.texts[index]
        let error = try #require(ErrorReader.error(in: text))
        #expect(error.message == message)
        #expect(error.place == place)
    }

    @Test(arguments: ["[ERROR]\t2026-01-01T10:00:00Z\tr-1\tlogged, not raised", "END", ""])
    func `a line that is logged is no failed call`(text: String) {
        #expect(ErrorReader.error(in: text) == nil)
    }

    @Test func `a version that was never called has no errors`() throws {
        let aws = ScriptedAWS().on(FilterLogEvents.self) { _ in
            throw AWSFailure(
                code: "ResourceNotFoundException",
                message: "The specified log group does not exist.",
                status: 400
            )
        }
        let log = CandidateLog(aws: aws, function: "orders", version: Version(42))
        let groups = try time.run { [start] in
            try await log.errors(from: start, to: start.advanced(by: .seconds(86_400)))
        }
        #expect(groups.isEmpty)
        let asked = aws.calls(FilterLogEvents.self).map { $0.logStreamNamePrefix ?? "" }
        #expect(asked == ["2026/01/01/[42]", "2026/01/02/[42]"])
    }

    @Test func `a group of one's own is read, with the function in the stream's name`() throws {
        let aws = ScriptedAWS().on(FilterLogEvents.self) { _ in FilterLogEvents.Output() }
        let version = Version(42)
        let log = CandidateLog(aws: aws, function: "orders", version: version, group: "/shop")
        _ = try time.run { [start] in
            try await log.errors(from: start, to: start.advanced(by: .seconds(60)))
        }
        let asked = aws.calls(FilterLogEvents.self)
        #expect(Set(asked.map(\.logGroupName)) == ["/shop"])
        let prefixes = asked.map(\.logStreamNamePrefix)
        #expect(prefixes == ["2026/01/01/orders[42]", "2026/01/01/[42]"])
    }
}
