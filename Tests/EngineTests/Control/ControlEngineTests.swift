// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import SluiceBase
import SluiceWire
import SluiceZip
import Testing

@testable import SluiceEngine

/// The whole engine: its port, real workers, its data directory.
@Suite(.enabled(if: InvokeWorld.hasPython))
struct ControlEngineTests {
    private static let program = """
        import os
        def handler(event, context):
            print("seen", event.get("n"), "by", context.function_version)
            if event.get("fail"): raise ValueError("asked to fail")
            return context.function_version
        """

    /// Gives a test an engine in this folder, and ends it.
    private static func run(
        in folder: String,
        port: Int = 0,
        _ body: (Engine, Probe) async throws -> Void
    ) async throws {
        var options = Engine.Options(dataDirectory: folder)
        options.port = port
        options.settleTime = .zero
        options.stopGrace = .zero
        options.runtimes = ["python3.12": InvokeWorld.python]
        let engine = try await Engine.start(
            options,
            clock: SystemClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(engine, Probe(port: engine.port)))
        } catch {
            result = .failure(error)
        }
        await engine.stop()
        try result.get()
    }

    private static func zip(_ note: String) throws -> [UInt8] {
        try Zip.pack([ZipEntry(path: "app.py", contents: Array("# \(note)\n\(program)\n".utf8))])
    }

    /// Over HTTP: creates `orders` with versions 1 and 2 and an alias that gives half to each.
    private static func release(_ probe: Probe) async throws {
        let code = Data(try zip("one")).base64EncodedString()
        let creation = """
            {"FunctionName":"orders","Runtime":"python3.12","Handler":"app.handler",\
            "Role":"arn:aws:iam::000000000000:role/lambda","Publish":true,\
            "Code":{"ZipFile":"\(code)"}}
            """
        let created = try await probe.send("POST", "/2015-03-31/functions", body: creation)
        #expect(created.status == 201)
        #expect(created.body.contains(#""State":"Pending""#))
        let settled = try await probe.send("GET", "/2015-03-31/functions/orders/configuration")
        #expect(settled.body.contains(#""State":"Active""#))
        let second = Data(try zip("two")).base64EncodedString()
        let updated = try await probe.send(
            "PUT",
            "/2015-03-31/functions/orders/code",
            body: #"{"ZipFile":"\#(second)","Publish":true}"#
        )
        #expect(updated.body.contains(#""Version":"2""#))
        let alias = try await probe.send(
            "POST",
            "/2015-03-31/functions/orders/aliases",
            body: """
                {"Name":"live","FunctionVersion":"1",\
                "RoutingConfig":{"AdditionalVersionWeights":{"2":0.5}}}
                """
        )
        #expect(alias.status == 201)
    }

    private static func sum(
        _ engine: Engine,
        _ metric: String,
        _ dimensions: [String: String],
        since start: Timestamp
    ) async throws -> Double {
        let query = GetMetricData(
            metricDataQueries: [
                MetricDataQuery(
                    id: "m",
                    metricStat: MetricStat(
                        metric: CloudWatchMetric(
                            namespace: "AWS/Lambda",
                            metricName: metric,
                            dimensions: dimensions.map {
                                MetricDimension(name: $0.key, value: $0.value)
                            }
                        ),
                        period: 1,
                        stat: "Sum"
                    )
                )
            ],
            startTime: WireTimestamp(start),
            endTime: WireTimestamp(start.advanced(by: .seconds(3600)))
        )
        let answer = try await engine.transport.send(query)
        return answer.metricDataResults.flatMap(\.values).reduce(0, +)
    }

    @Test func `a weighted alias serves both versions, counted and logged apart`() async throws {
        let start = SystemClock().now
        try await ControlBench.withFolder { folder in
            try await Self.run(in: folder) { engine, probe in
                try await Self.release(probe)
                var answers: [String: Double] = [:]
                for number in 0..<40 {
                    let body = #"{"n":\#(number),"fail":\#(number % 4 == 0)}"#
                    let answer = try await probe.invoke("orders:live", body)
                    #expect(answer.status == 200)
                    let version = answer.headers["x-amz-executed-version"] ?? ""
                    answers[version, default: 0] += 1
                    let failed = answer.headers["x-amz-function-error"] != nil
                    #expect(failed == (number % 4 == 0))
                }
                #expect(answers.keys.sorted() == ["1", "2"])
                for (version, count) in answers {
                    let dimensions = [
                        "FunctionName": "orders", "Resource": "orders:live",
                        "ExecutedVersion": version,
                    ]
                    let counted = try await Self.sum(
                        engine,
                        "Invocations",
                        dimensions,
                        since: start
                    )
                    #expect(counted == count)
                }
                let errors = try await Self.sum(
                    engine,
                    "Errors",
                    ["FunctionName": "orders"],
                    since: start
                )
                #expect(errors == 10)
                let logs = try await engine.transport.send(
                    FilterLogEvents(
                        logGroupName: "/aws/lambda/orders",
                        filterPattern: "\"seen 7 by\""
                    )
                )
                #expect(logs.events.count == 1)
            }
        }
    }

    @Test func `an engine that is started again serves what it served`() async throws {
        try await ControlBench.withFolder { folder in
            try await Self.run(in: folder) { _, probe in try await Self.release(probe) }
            try await Self.run(in: folder) { engine, probe in
                let answer = try await probe.invoke("orders:2")
                #expect(answer.body == "\"2\"")
                let alias = try await engine.transport.send(
                    GetAlias(functionName: "orders", name: "live")
                )
                #expect(alias.routingConfig?.additionalVersionWeights == ["2": 0.5])
                let function = try await engine.transport.send(GetFunction(functionName: "orders"))
                let location = try #require(function.code?.location)
                #expect(location.hasPrefix(engine.endpoint + "/_sluice/code/"))
            }
        }
    }

    @Test func `an event is run after it was accepted`() async throws {
        try await ControlBench.withFolder { folder in
            try await Self.run(in: folder) { engine, probe in
                try await Self.release(probe)
                let accepted = try await probe.invoke(
                    "orders",
                    #"{"n":"later"}"#,
                    headers: ["X-Amz-Invocation-Type": "Event"]
                )
                #expect(accepted.status == 202)
                #expect(accepted.body.isEmpty)
                #expect(accepted.headers["x-amz-executed-version"] == nil)
                let filter = FilterLogEvents(
                    logGroupName: "/aws/lambda/orders",
                    filterPattern: "later"
                )
                // The group comes into being with the first line; each look is a round trip.
                var found = 0
                for _ in 0..<20_000 where found == 0 {
                    found = (try? await engine.transport.send(filter).events.count) ?? 0
                    await Task.yield()
                }
                #expect(found == 1)
            }
        }
    }

    @Test func `calls that cannot be are refused in Lambda's words`() async throws {
        try await ControlBench.withFolder { folder in
            try await Self.run(in: folder) { _, probe in
                try await Self.release(probe)
                let unknown = try await probe.invoke("orders:nope")
                #expect(unknown.status == 404)
                #expect(
                    unknown.body
                        == #"{"Type":"User","Message":"Function not found: \#(ControlBench.arn):nope"}"#
                )
                let missing = try await probe.invoke("missing")
                #expect(missing.body.contains("function:missing:$LATEST"))
                let broken = try await probe.invoke("orders", "{")
                #expect(broken.status == 400)
                #expect(broken.headers["x-amzn-errortype"] == "InvalidRequestContentException")
                let foreign = try await probe.invoke(
                    "orders",
                    headers: ["Origin": "http://evil.example"]
                )
                #expect(foreign.status == 403)
            }
        }
    }

    @Test func `a port that is taken and a folder that is in use are said`() async throws {
        try await ControlBench.withFolder { folder in
            try await Self.run(in: folder + "/a") { engine, _ in
                await #expect(throws: EngineError.portTaken(host: "127.0.0.1", port: engine.port)) {
                    try await Self.run(in: folder + "/b", port: engine.port) { _, _ in }
                }
                await #expect(throws: EngineError.dataInUse(directory: folder + "/a")) {
                    try await Self.run(in: folder + "/a") { _, _ in }
                }
            }
        }
    }
}
