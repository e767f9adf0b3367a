// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceHTTP
import SluiceWire
import Synchronization
import Testing

@testable import SluiceEngine

/// No number that a request may carry ends the engine.
@Suite struct ControlBoundsTests {
    private struct Request {
        var method = "POST"
        var uri = "/"
        var target: String?
        var body = ""
        /// Whether 1 is none of its numbers either.
        var isOutOfRange = false

        func send(to bench: ControlBench, _ number: Int64) async -> HTTPResponse {
            var headers: HTTPFields = [
                "Host": "127.0.0.1:4570", "Content-Type": "application/json",
            ]
            if let target { headers.add("X-Amz-Target", target) }
            return await bench.request(
                method,
                uri.replacing("%N", with: "\(number)"),
                headers,
                body: body.replacing("%N", with: "\(number)")
            )
        }

        static func logs(_ name: String, _ member: String) -> Request {
            let stream = name == "GetLogEvents" ? #""logStreamName":"s","# : ""
            return Request(
                target: "Logs_20140328.\(name)",
                body: #"{"logGroupName":"/aws/lambda/orders",\#(stream)\#(member)}"#
            )
        }

        static func metrics(_ query: String, _ rest: String) -> Request {
            Request(
                target: "GraniteServiceVersion20100801.GetMetricData",
                body: #"{"StartTime":1800000000,"EndTime":1800000100,\#(rest)"#
                    + #""MetricDataQueries":[{"Id":"a","MetricStat":{"Stat":"Sum",\#(query),"#
                    + #""Metric":{"Namespace":"AWS/Lambda","MetricName":"Errors","#
                    + #""Dimensions":[{"Name":"FunctionName","Value":"orders"}]}}}]}"#
            )
        }
    }

    private static let line = LogLine(
        group: "/aws/lambda/orders",
        stream: "s",
        timestamp: Timestamp(second: 1_800_000_000),
        message: "said"
    )

    private static let lists = [
        "functions", "functions/orders/versions", "functions/orders/aliases",
    ]
    .flatMap { list in
        ["Marker", "MaxItems"].map {
            Request(method: "GET", uri: "/2015-03-31/\(list)?\($0)=%N")
        }
    }

    private static let requests =
        lists + [
            .logs("GetLogEvents", #""limit":%N"#),
            .logs("GetLogEvents", #""startTime":%N"#),
            .logs("GetLogEvents", #""endTime":%N"#),
            .logs("GetLogEvents", #""nextToken":"f/%N/%N""#),
            .logs("GetLogEvents", #""nextToken":"b/%N/%N""#),
            .logs("FilterLogEvents", #""limit":%N"#),
            .logs("FilterLogEvents", #""startTime":%N"#),
            .logs("FilterLogEvents", #""endTime":%N"#),
            .logs("FilterLogEvents", #""nextToken":"%N/%N""#),
            .logs("DescribeLogStreams", #""limit":%N"#),
            .logs("DescribeLogStreams", #""nextToken":"%N""#),
            .logs("DescribeLogGroups", #""limit":%N"#),
            .logs("DescribeLogGroups", #""nextToken":"%N""#),
            .metrics(#""Period":%N"#, ""),
            .metrics(#""Period":1"#, #""MaxDatapoints":%N,"#),
            .metrics(#""Period":1"#, #""NextToken":"%N","#),
            .metrics(#""Period":1"#, #""StartTime":%N,"#),
            .metrics(#""Period":1"#, #""EndTime":%N,"#),
            Request(
                target: "GraniteServiceVersion20100801.ListMetrics",
                body: #"{"NextToken":"%N"}"#
            ),
            Request(
                method: "PUT",
                uri: "/2017-10-31/functions/orders/concurrency",
                body: #"{"ReservedConcurrentExecutions":%N}"#
            ),
            Request(
                method: "PUT",
                uri: "/2015-03-31/functions/orders/configuration",
                body: #"{"Timeout":%N,"MemorySize":%N,"EphemeralStorage":{"Size":%N}}"#,
                isOutOfRange: true
            ),
            Request(
                method: "PUT",
                uri: "/2015-03-31/functions/orders/aliases/live",
                body: #"{"RoutingConfig":{"AdditionalVersionWeights":{"1":%N}}}"#,
                isOutOfRange: true
            ),
        ]

    @Test(arguments: [-1, 0, 1, Int64.min, .min + 1, .max - 1, .max])
    func `every number of a request is answered`(number: Int64) async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            var tally = InvocationTally(
                function: "orders",
                qualifier: nil,
                executedVersion: "$LATEST",
                underWeights: false,
                second: 1_800_000_001
            )
            tally.invocations = 1
            bench.path.state.withLock { state in
                (state.tallies, state.lines) = ([tally], [Self.line])
            }
            for request in Self.requests {
                let answer = await request.send(to: bench, number)
                #expect([200, 400].contains(answer.status), "\(request): \(answer.text)")
            }
        }
    }

    @Test func `every request of the table is one that can be answered`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            bench.path.state.withLock { $0.lines = [Self.line] }
            for request in Self.requests where !request.isOutOfRange {
                let answer = await request.send(to: bench, 1)
                #expect(answer.status == 200, "\(request): \(answer.text)")
            }
        }
    }

    @Test func `no events and too many cannot be asked for`() throws {
        for limit in [-1, 0, 10_001, .max] {
            let failure = #expect(throws: AWSFailure.self) { try eventLimit(limit) }
            #expect(failure?.status == 400)
        }
        #expect(try eventLimit(7) == 7)
        let most = try eventLimit(nil)
        #expect(try eventLimit(most) == most)
    }
}
