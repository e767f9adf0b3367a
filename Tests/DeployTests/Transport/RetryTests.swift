// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct RetryTests {
    private let time = VirtualTime()

    private func transport(_ aws: ScriptedAWS, attempts: Int? = nil) -> RetryingTransport {
        RetryingTransport(aws, clock: time, random: SeededRandom(seed: 1), attempts: attempts)
    }

    private static let passing: [AWSFailure] = [
        .throttled, .broken, .silent,
        AWSFailure(kind: .notSent, code: "NoConnection", message: "refused"),
        AWSFailure(code: "ThrottlingException", message: "slow down", status: 400),
    ]

    @Test(arguments: passing)
    func `a read is sent again after what passes`(failure: AWSFailure) throws {
        let aws = ScriptedAWS()
            .on(GetAlias.self) { _ in throw failure }
            .on(GetAlias.self) { _ in throw failure }
            .on(GetAlias.self) { _ in .init("live", .serving41) }
        let transport = transport(aws)
        let answer = try time.run {
            try await transport.send(GetAlias(functionName: "orders", name: "live"))
        }
        #expect(answer.functionVersion == "41")
        #expect(aws.names.count == 3)
        let waited = Timestamp(second: 1_000_000).duration(to: time.now)
        #expect(waited > .zero && waited < .seconds(3))
    }

    private static let lasting: [AWSFailure] = [
        .missing, .stale, AWSFailure(code: "ExpiredToken", message: "old", status: 403),
        AWSFailure(kind: .notSent, code: "NoRegion", message: "no region"),
        AWSFailure(kind: .malformed, code: "StrangeAnswer", message: "?", status: 200),
    ]

    @Test(arguments: lasting)
    func `what does not pass is not repeated`(failure: AWSFailure) throws {
        let aws = ScriptedAWS().on(GetAlias.self) { _ in throw failure }
        let transport = transport(aws)
        #expect(throws: failure) {
            try time.run {
                try await transport.send(GetAlias(functionName: "orders", name: "live"))
            }
        }
        #expect(aws.names.count == 1)
    }

    @Test func `a write is sent once, publishing too`() throws {
        let aws = ScriptedAWS()
            .on(UpdateAlias.self) { _ in throw AWSFailure.throttled }
            .on(PublishVersion.self) { _ in throw AWSFailure.broken }
            .on(Invoke.self) { _ in throw AWSFailure.silent }
        let transport = transport(aws)
        #expect(throws: AWSFailure.throttled) {
            try time.run {
                try await transport.send(UpdateAlias(functionName: "orders", name: "live"))
            }
        }
        #expect(throws: AWSFailure.broken) {
            try time.run { try await transport.send(PublishVersion(functionName: "orders")) }
        }
        #expect(throws: AWSFailure.silent) {
            try time.run { try await transport.send(Invoke(functionName: "orders")) }
        }
        #expect(aws.names == ["UpdateAlias", "PublishVersion", "Invoke"])
    }

    @Test(arguments: [1, 2, 5])
    func `the number of attempts can be set`(attempts: Int) throws {
        let aws = ScriptedAWS().on(GetAlias.self) { _ in throw AWSFailure.broken }
        let transport = transport(aws, attempts: attempts)
        #expect(throws: AWSFailure.broken) {
            try time.run {
                try await transport.send(GetAlias(functionName: "orders", name: "live"))
            }
        }
        #expect(aws.names.count == attempts)
    }

    @Test func `an outage empties the bucket, and then calls are sent once`() throws {
        let aws = ScriptedAWS().on(GetAlias.self) { _ in throw AWSFailure.broken }
        let transport = transport(aws)
        try time.run {
            for _ in 0..<80 {
                do {
                    _ = try await transport.send(GetAlias(functionName: "orders", name: "live"))
                } catch {
                    #expect(error as? AWSFailure == .broken)
                }
            }
        }
        // 500 tokens at 5 each are 100 retries, whoever asks.
        #expect(aws.names.count == 80 + 100)
    }

    @Test func `a wait that AWS asks for is kept`() throws {
        var failure = AWSFailure.throttled
        failure.retryAfter = 7
        let asked = failure
        let aws = ScriptedAWS()
            .on(GetAlias.self) { _ in throw asked }
            .on(GetAlias.self) { _ in .init("live", .serving41) }
        let transport = transport(aws)
        _ = try time.run {
            try await transport.send(GetAlias(functionName: "orders", name: "live"))
        }
        #expect(Timestamp(second: 1_000_000).duration(to: time.now) == .seconds(7))
    }

    @Test func `a dry run cannot write`() throws {
        let aws = ScriptedAWS().on(GetAlias.self) { _ in .init("live", .serving41) }
        let transport = ReadOnlyTransport(aws)
        _ = try time.run {
            try await transport.send(GetAlias(functionName: "orders", name: "live"))
        }
        let failure = #expect(throws: AWSFailure.self) {
            try time.run {
                try await transport.send(UpdateAlias(functionName: "orders", name: "live"))
            }
        }
        #expect(failure?.code == "ReadOnly")
        #expect(aws.names == ["GetAlias"])
    }
}
