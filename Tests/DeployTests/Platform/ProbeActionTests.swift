// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct ProbeActionTests {
    private let time = VirtualTime()

    private func rollout() throws -> Rollout {
        var plan = try Plan.sample()
        plan.probes = Probes(every: .seconds(1), payload: .map(["a": .integer(1)]))
        return Rollout.sample(plan, .started42)
    }

    @Test func `both versions are called by their number with the payload`() throws {
        // START …, REPORT RequestId: a-1 with a duration of 5 ms.
        let tail =
            "U1RBUlQgUmVxdWVzdElkOiBhLTEgVmVyc2lvbjogNDIKUkVQT1JUIFJlcXVlc3RJZDogYS0xCUR1cmF0aW9uOiA1LjAwIG1zCQo="
        let aws = ScriptedAWS().on(Invoke.self) { call in
            Invoke.Output(
                statusCode: 200,
                functionError: call.qualifier == "42" ? "Unhandled" : nil,
                logResult: call.qualifier == "42" ? tail : nil
            )
        }
        let event = try time.perform(.probe(round: 3), for: rollout(), on: aws)
        #expect(
            event
                == .probed(
                    round: 3,
                    probe: Probe(
                        stable: .init(hasFailed: false),
                        candidate: .init(request: "a-1", hasFailed: true)
                    )
                )
        )
        let calls = aws.calls(Invoke.self)
        #expect(Set(calls.map(\.qualifier)) == ["41", "42"])
        #expect(calls.allSatisfy { $0.payload?.text == "{\"a\":1}" })
    }

    @Test func `a call that is throttled says nothing of its version`() throws {
        let aws = ScriptedAWS().on(Invoke.self) { call in
            guard call.qualifier == "41" else { throw AWSFailure.throttled }
            return Invoke.Output(statusCode: 200)
        }
        let event = try time.perform(.probe(round: 0), for: rollout(), on: aws)
        guard case .probed(0, let probe) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(probe.trouble == "TooManyRequestsException: Rate exceeded")
        #expect(probe.candidate == nil)
    }
}
