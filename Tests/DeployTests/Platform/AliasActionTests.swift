// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct AliasActionTests {
    private let time = VirtualTime()

    private static let moves: [(Move, UpdateAlias)] = [
        (
            .shift(to: .percent(10)),
            UpdateAlias(
                functionName: "orders",
                name: "live",
                functionVersion: "41",
                description: "sluice r-1 0/1 until 1970-01-12T14:19Z | mine",
                routingConfig: RoutingConfig(additionalVersionWeights: ["42": 0.1]),
                revisionId: "a1"
            )
        ),
        (
            .claim,
            UpdateAlias(
                functionName: "orders",
                name: "live",
                functionVersion: "41",
                description: "sluice r-1 0/1 until 1970-01-12T14:19Z | mine",
                routingConfig: RoutingConfig.none,
                revisionId: "a1"
            )
        ),
        (
            .complete,
            UpdateAlias(
                functionName: "orders",
                name: "live",
                functionVersion: "42",
                description: "mine",
                routingConfig: RoutingConfig.none,
                revisionId: "a1"
            )
        ),
        (
            .rollBack,
            UpdateAlias(
                functionName: "orders",
                name: "live",
                functionVersion: "41",
                description: "mine",
                routingConfig: RoutingConfig.none,
                revisionId: "a1"
            )
        ),
    ]

    @Test(arguments: moves.indices)
    func `an alias write says everything, with the expected revision`(index: Int) throws {
        let (move, expected) = Self.moves[index]
        let aws = ScriptedAWS().on(UpdateAlias.self) { _ in .init("live", .split) }
        let action = Action.moveAlias(move: move, attempt: 0)
        let event = try time.perform(action, for: try .sample(), on: aws)
        #expect(event == .wrote(action: action, effect: .alias(.split)))
        #expect(aws.calls(UpdateAlias.self) == [expected])
        #expect(aws.names == ["UpdateAlias"])
    }

    @Test func `a stale revision is an event, not an exception`() throws {
        let aws = ScriptedAWS().on(UpdateAlias.self) { _ in throw AWSFailure.stale }
        let action = Action.moveAlias(move: .rollBack, attempt: 1)
        guard
            case .failed(action, let failure) = try time.perform(
                action,
                for: try .sample(),
                on: aws
            )
        else {
            Issue.record("not failed")
            return
        }
        #expect(failure.isStaleRevision)
        #expect(!failure.isOutcomeUnknown)
    }

    @Test func `a missing alias is nothing, and a weight of zero counts as none`() throws {
        let aws = ScriptedAWS()
            .on(GetAlias.self) { _ in throw AWSFailure.missing }
            .on(GetAlias.self) { _ in
                var answer = AliasConfiguration("live", .serving41)
                answer.routingConfig = RoutingConfig(additionalVersionWeights: ["42": 0])
                return answer
            }
        let action = Action.readAlias(attempt: 0)
        let rollout = try Rollout.sample()
        #expect(
            try time.perform(action, for: rollout, on: aws)
                == .sawAlias(action: action, state: nil)
        )
        #expect(
            try time.perform(action, for: rollout, on: aws)
                == .sawAlias(action: action, state: .serving41)
        )
        #expect(aws.calls(GetAlias.self).last == GetAlias(functionName: "orders", name: "live"))
    }

    @Test func `the previous alias is created or written, never with old weights`() throws {
        let state = AliasState(version: Version(41), revision: "p1")
        let aws = ScriptedAWS()
            .on(CreateAlias.self) { _ in .init("live-previous", state) }
            .on(UpdateAlias.self) { _ in .init("live-previous", state) }
        let create = Action.writePrevious(version: Version(41), creating: true, attempt: 0)
        let update = Action.writePrevious(version: Version(41), creating: false, attempt: 1)
        let rollout = try Rollout.sample()
        #expect(
            try time.perform(create, for: rollout, on: aws)
                == .wrote(action: create, effect: .alias(state))
        )
        #expect(
            try time.perform(update, for: rollout, on: aws)
                == .wrote(action: update, effect: .alias(state))
        )
        #expect(aws.calls(CreateAlias.self).map(\.name) == ["live-previous"])
        let write = try #require(aws.calls(UpdateAlias.self).first)
        #expect(write.name == "live-previous")
        #expect(write.functionVersion == "41")
        #expect(write.routingConfig == RoutingConfig.none)
    }

    @Test func `an answer with two weighted versions is refused`() throws {
        let aws = ScriptedAWS().on(GetAlias.self) { _ in
            var answer = AliasConfiguration("live", .serving41)
            answer.routingConfig = RoutingConfig(additionalVersionWeights: ["42": 0.1, "43": 0.1])
            return answer
        }
        let action = Action.readAlias(attempt: 0)
        guard
            case .failed(action, let failure) = try time.perform(
                action,
                for: try .sample(),
                on: aws
            )
        else {
            Issue.record("not failed")
            return
        }
        #expect(failure.message == "alias live has 2 weighted versions")
    }
}
