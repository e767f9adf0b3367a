// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceEngine
import SluiceWire
import Testing

@Suite(.enabled(if: InvokeWorld.hasPython))
struct InvokeRoutingTests {
    private static func version(_ version: String) -> InvokeWorld.Function {
        var function = InvokeWorld.Function.python(
            "f",
            "def handler(event, context): return context.function_version"
        )
        function.version = version
        return function
    }

    @Test func `an alias draws its versions by weight and counts them apart`() async throws {
        var one = Self.version("1")
        one.aliases = [
            "live": AliasRouting(primary: "1", weighted: .init(version: "2", basisPoints: 2500))
        ]
        try await InvokeWorld.run([one, Self.version("2")]) { world in
            var seen: [String: Int] = [:]
            for _ in 0..<200 {
                let answer = try await world.probe.invoke("f:live")
                let version = answer.headers["x-amz-executed-version"] ?? ""
                #expect(answer.body == "\"\(version)\"")
                seen[version, default: 0] += 1
            }
            #expect((25...75).contains(seen["2"] ?? 0))
            let tallies = await world.router.drainTallies()
            #expect(tallies.allSatisfy { $0.qualifier == "live" && $0.underWeights })
            for version in ["1", "2"] {
                let mine = tallies.filter { $0.executedVersion == version }
                #expect(mine.map(\.invocations).reduce(0, +) == seen[version])
                #expect(mine.map(\.durations.count).reduce(0, +) == seen[version])
            }
            #expect(await world.router.drainTallies() == [])
        }
    }

    @Test func `a new snapshot rules the next call, and changed code gets new workers`()
        async throws
    {
        let old = InvokeWorld.Function.python("g", "def handler(event, context): return 'old'")
        try await InvokeWorld.run([old]) { world in
            #expect(try await world.probe.invoke("g").body == #""old""#)
            var new = InvokeWorld.Function.python("g", "def handler(event, context): return 'new'")
            new.identity = "2"
            try new.write(into: world.folder)
            await world.router.publish(
                RoutingSnapshot(functions: InvokeWorld.Function.routing([new]))
            )
            #expect(try await world.probe.invoke("g").body == #""new""#)
            await world.router.publish(RoutingSnapshot())
            #expect(try await world.probe.invoke("g").status == 299)
        }
    }

    @Test(
        arguments: [
            ("nobody", [:]), ("f:nowhere", [:]), ("f", ["X-Amz-Invocation-Type": "Event"]),
            ("f", ["X-Amz-Invocation-Type": "DryRun"]), ("f", ["Origin": "http://elsewhere"]),
            ("111111111111:function:f", [:]),
        ] as [(String, [String: String])]
    )
    func `what is not a plain call goes to the control plane`(
        name: String,
        headers: [String: String]
    ) async throws {
        try await InvokeWorld.run([Self.version("$LATEST")]) { world in
            let answer = try await world.probe.invoke(name, "{}", headers: headers)
            #expect(answer.status == 299)
            #expect(answer.body == "control: POST /2015-03-31/functions/\(name)/invocations 2")
        }
    }

    @Test func `limits on concurrency refuse in Lambda's words`() async throws {
        var none = Self.version("$LATEST")
        none.reserved = 0
        try await InvokeWorld.run([none]) { world in
            let answer = try await world.probe.invoke("f")
            #expect(answer.status == 429)
            #expect(answer.headers["x-amzn-errortype"] == "TooManyRequestsException")
            #expect(answer.headers["retry-after"] != nil)
            #expect(
                answer.body == #"{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","#
                    + #""Type":"User","message":"Rate Exceeded."}"#
            )
            let tallies = await world.router.drainTallies()
            #expect(tallies.map(\.throttles) == [1])
            #expect(tallies.map(\.invocations) == [0])
        }
    }

    @Test func `bad and oversized events are refused before anything runs`() async throws {
        try await InvokeWorld.run([Self.version("$LATEST")]) { world in
            let bad = try await world.probe.invoke("f", "hello")
            #expect(bad.status == 400)
            #expect(bad.headers["x-amzn-errortype"] == "InvalidRequestContentException")
            #expect(
                bad.body.hasPrefix(
                    #"{"Type":"User","message":"Could not parse request body into json: "#
                        + #"Could not parse payload into json: Unrecognized token 'hello'"#
                )
            )
            let large = try await world.probe.invoke("f", String(repeating: " ", count: 6_291_457))
            #expect(large.status == 413)
            #expect(
                large.body == #"{"message":"6291457 byte payload is too large for the "#
                    + #"RequestResponse invocation type (limit 6291456 bytes)"}"#
            )
            #expect(await world.router.drainTallies() == [])
        }
    }

    @Test func `the engine's own calls take the same way`() async throws {
        try await InvokeWorld.run([Self.version("$LATEST")]) { world in
            let id = "11111111-2222-4333-8444-555555555555"
            let answer = await world.router.invoke(InvokeRequest(function: "f", requestID: id))
            #expect(answer.requestID == id)
            #expect(answer.executedVersion == "$LATEST")
            guard case .returned(let payload) = answer.outcome else {
                Issue.record("it should have returned")
                return
            }
            #expect(String(buffer: payload) == #""$LATEST""#)
            let tail = String(decoding: answer.logTail, as: UTF8.self)
            #expect(
                tail.hasPrefix("START RequestId: \(id) Version: $LATEST\nEND RequestId: \(id)\n")
            )
            let unknown = await world.router.invoke(InvokeRequest(function: "nobody"))
            guard case .refused(let failure) = unknown.outcome else {
                Issue.record("it should have been refused")
                return
            }
            #expect(failure.code == "ResourceNotFoundException")
            let request = InvokeRequest(function: "f", qualifier: "nope")
            guard case .refused(let failure) = await world.router.invoke(request).outcome else {
                Issue.record("it should have been refused")
                return
            }
            let arn = "arn:aws:lambda:eu-west-1:000000000000:function:f:nope"
            #expect(failure.message == "Function not found: \(arn)")
        }
    }

    @Test func `requests of one connection are answered in their order`() async throws {
        try await InvokeWorld.run([Self.version("$LATEST")]) { world in
            let call =
                "POST /2015-03-31/functions/f/invocations HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: 2\r\n"
            let all = try await world.probe.exchange(
                "\(call)\r\n{}GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n\(call)Connection: close\r\n\r\n{}"
            )
            let parts = all.split(separator: "control: GET /x 0", omittingEmptySubsequences: false)
            #expect(parts.count == 2)
            #expect(parts.allSatisfy { $0.contains(#""$LATEST""#) })
        }
    }

    @Test func `a client that leaves disturbs nobody`() async throws {
        try await InvokeWorld.run([Self.version("$LATEST")], settings: { $0.workersPerVersion = 1 })
        {
            world in
            let call =
                "POST /2015-03-31/functions/f/invocations HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: 2\r\n\r\n{}"
            for _ in 0..<20 { try await world.probe.sendAndLeave(call) }
            #expect(try await world.probe.invoke("f").body == #""$LATEST""#)
        }
    }

    @Test func `many callers share few workers`() async throws {
        try await InvokeWorld.run([Self.version("$LATEST")], settings: { $0.workersPerVersion = 2 })
        {
            world in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask { try await world.probe.invoke("f").status }
                }
                for try await status in group { #expect(status == 200) }
            }
            let lines = await world.logLines()
            #expect((1...2).contains(lines.filter { $0.hasPrefix("INIT_START") }.count))
        }
    }
}
