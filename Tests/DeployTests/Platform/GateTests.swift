// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct GateTests {
    private let time = VirtualTime()

    private func run(
        _ check: Gate.Check,
        timeout: Duration = .seconds(5),
        gates: GateRunner
    ) throws -> GateResult {
        let gate = Gate(name: "gate", check: check, timeout: timeout)
        let rollout = try Rollout.sample(.sample(gates: [gate]))
        let event = try time.run { await gates.check(0, attempt: 2, for: rollout) }
        guard case .checked(0, let result) = event else { throw VirtualTime.Stuck() }
        return result
    }

    private func invoke(
        _ expect: Wanted = Wanted(),
        answer: String = #"{"ok":true,"n":{"a":1},"statusCode":200}"#,
        error: String? = nil,
        version: String? = "42",
        log: String = "U1RBUlQKb29wcwpFTkQ="
    ) throws -> (GateResult, [Invoke]) {
        let aws = ScriptedAWS().on(Invoke.self) { _ in
            Invoke.Output(
                statusCode: 200,
                functionError: error,
                logResult: log,
                payload: Blob(utf8: answer),
                executedVersion: version
            )
        }
        let result = try run(
            .invoke(payload: .map(["test": .bool(true)]), expect: expect),
            gates: .sample(aws, clock: time)
        )
        return (result, aws.calls(Invoke.self))
    }

    @Test func `the candidate is called by its number, with its log`() throws {
        let (result, calls) = try invoke()
        #expect(
            result
                == GateResult(
                    passed: true,
                    detail: "answered by v42 in 0 ms",
                    output: "{\"ok\":true,\"n\":{\"a\":1},\"statusCode\":200}\nSTART\noops\nEND",
                    took: .zero
                )
        )
        #expect(
            calls == [
                Invoke(
                    functionName: "orders",
                    invocationType: "RequestResponse",
                    logType: "Tail",
                    qualifier: "42",
                    payload: Blob(utf8: #"{"test":true}"#)
                )
            ]
        )
    }

    private static let met: [Wanted] = [
        Wanted(payload: .map(["ok": .bool(true)])),
        Wanted(path: ["$.n.a": .number(1)]),
        Wanted(matches: "\"ok\":(true|false)"),
        Wanted(status: 200),
        Wanted(within: .seconds(1)),
        Wanted(logLacks: "panic"),
    ]

    @Test(arguments: met) func `an answer as expected passes`(expect: Wanted) throws {
        #expect(try invoke(expect).0.passed)
    }

    private static let unmet: [(Wanted, String)] = [
        (
            Wanted(payload: .map(["ok": .bool(false)])),
            #"expected {"ok":false} in the answer, got {"n":{"a":1},"ok":true,"statusCode":200}"#
        ),
        (
            Wanted(equals: .map(["ok": .bool(true)])),
            #"expected {"ok":true}, got {"n":{"a":1},"ok":true,"statusCode":200}"#
        ),
        (Wanted(path: ["$.n.b": .integer(1)]), "expected 1 at $.n.b, got nothing"),
        (Wanted(path: ["$.n.a": .integer(2)]), "expected 2 at $.n.a, got 1"),
        (
            Wanted(matches: "^no"),
            #"expected an answer that matches ^no, got {"ok":true,"n":{"a":1},"statusCode":200}"#
        ),
        (Wanted(status: 404), "expected statusCode 404, got 200"),
        (Wanted(logLacks: "oops"), "expected a log without 'oops', got oops"),
    ]

    @Test(arguments: unmet.indices)
    func `an answer that differs fails and says expected and got`(index: Int) throws {
        let (expect, detail) = Self.unmet[index]
        let result = try invoke(expect).0
        #expect(!result.passed)
        #expect(result.detail == detail)
    }

    @Test func `a function error fails whatever was expected`() throws {
        let result = try invoke(
            answer: #"{"errorMessage":"'tenant'","errorType":"KeyError"}"#,
            error: "Unhandled"
        ).0
        #expect(!result.passed)
        #expect(result.detail == "v42 failed: KeyError: 'tenant'")
    }

    @Test func `an answer by another version fails`() throws {
        let result = try invoke(version: "41").0
        #expect(!result.passed)
        #expect(result.detail == "expected an answer by v42, got one by version 41")
    }

    @Test func `a throttled call is sent again, a refused one is not`() throws {
        let patient = ScriptedAWS()
            .on(Invoke.self) { _ in throw AWSFailure.throttled }
            .on(Invoke.self) { _ in Invoke.Output(statusCode: 200, executedVersion: "42") }
        let check = Gate.Check.invoke(payload: .null, expect: Wanted())
        #expect(try run(check, gates: .sample(patient, clock: time)).passed)
        #expect(patient.calls(Invoke.self).count == 2)

        let refused = ScriptedAWS().on(Invoke.self) { _ in throw AWSFailure.missing }
        let found = try run(check, gates: .sample(refused, clock: time))
        #expect(found.detail == "not called: ResourceNotFoundException: Function not found")
        #expect(refused.calls(Invoke.self).count == 1)
    }

    @Test func `a gate that hangs fails at its time-out`() throws {
        let time = time
        let gates = GateRunner.sample(
            ScriptedAWS(),
            clock: time,
            fetch: { _ in
                try await time.sleep(until: .distantFuture, tolerance: nil)
                return 200
            }
        )
        let result = try run(.url("https://x/health"), timeout: .seconds(2), gates: gates)
        #expect(!result.passed)
        #expect(result.detail == "no result within 2 s")
        #expect(result.took == .seconds(2))
    }

    @Test func `an address passes with a status of 200 to 299`() throws {
        let good = GateRunner.sample(ScriptedAWS(), clock: time, fetch: { _ in 204 })
        #expect(try run(.url("https://x"), gates: good).detail == "status 204")
        let bad = GateRunner.sample(ScriptedAWS(), clock: time, fetch: { _ in 503 })
        #expect(
            try run(.url("https://x"), gates: bad).detail
                == "expected a status of 200 to 299, got 503"
        )
    }

    @Test func `a command is told about the rollout and its end counts`() throws {
        let box = Box<GateCommand?>(nil)
        let gates = GateRunner.sample(
            ScriptedAWS(),
            clock: time,
            command: { command in
                box.set(command)
                return GateCommand.Ending(isSuccess: false, text: "exit status 3", output: "no")
            }
        )
        let result = try run(.run(command: "./smoke.sh", directory: "/srv"), gates: gates)
        #expect(!result.passed)
        #expect(result.detail == "./smoke.sh: exit status 3")
        #expect(result.output == "no")
        let command = try #require(box.get())
        #expect(command.directory == "/srv")
        #expect(command.timeout == .seconds(5))
        #expect(
            command.environment == [
                "PATH": "/usr/bin", "AWS_ACCESS_KEY_ID": "AKIA", "AWS_REGION": "eu-west-1",
                "SLUICE_FUNCTION": "orders", "SLUICE_ALIAS": "live",
                "SLUICE_ENVIRONMENT": "staging", "SLUICE_VERSION": "42",
                "SLUICE_STABLE_VERSION": "41", "SLUICE_ROLLOUT": "r-1", "SLUICE_ATTEMPT": "2",
                "SLUICE_WEIGHT": "0",
                "SLUICE_QUALIFIED_ARN":
                    "arn:aws:lambda:eu-west-1:000000000000:function:orders:42",
            ]
        )
    }
}
