// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

/// Looks at the alias between two writes, and the end of the watch.
@Suite struct WatchTests {
    private func walk(_ plan: Plan, _ change: (inout Walk.World) -> Void = { _ in }) -> Walk {
        var world = Walk.World()
        change(&world)
        return Walk(plan, world: world, versions: [.sample(Version(41))])
    }

    private func state(_ version: Int, _ revision: String) -> AliasState {
        AliasState(version: Version(version), revision: revision, description: "theirs")
    }

    @Test func `a change by someone else is seen in the midst of a bake`() throws {
        let plan = try Plan.sample(.steps((10, 3000), (50, 3000)))
        var walk = walk(plan) { $0.moves = (100, state(50, "theirs")) }
        #expect(walk.run() == nil)
        let found = Traffic(version: Version(50))
        #expect(walk.left == .drift(found: found))
        let held = try #require(
            walk.entries.first { $0.event.isDriftHold }
        )
        #expect(held.at <= Timestamp(second: 1_000_112))
    }

    @Test func `all calls given back by someone else in a bake end it`() throws {
        let plan = try Plan.sample(.steps((10, 3000)))
        var walk = walk(plan) { $0.moves = (100, state(41, "theirs")) }
        #expect(walk.run() == .superseded)
        #expect(walk.now <= Timestamp(second: 1_000_112))
    }

    @Test func `a reading at a revision of the past is no change`() throws {
        let plan = try Plan.sample(.steps((10, 60), (50, 60)))
        let old = AliasState(version: Version(41), revision: "a1", description: "mine")
        var walk = walk(plan) {
            for number in 1...4 { $0.staleGlances[number] = old }
        }
        #expect(walk.run() == .promoted)
        #expect(walk.aliasGlances > 4)
    }

    @Test func `a description that someone changed meanwhile is kept`() throws {
        let plan = try Plan.sample(.steps((10, 60), (50, 60)))
        var walk = walk(plan) {
            $0.moves = (
                20,
                AliasState(
                    version: Version(41),
                    weighted: .init(Version(42), .percent(10)),
                    revision: "theirs",
                    description: "new text"
                )
            )
        }
        #expect(walk.run() == .promoted)
        #expect(walk.alias?.description == "new text")
        #expect(!walk.entries.contains { $0.event.isFailure })
    }

    @Test func `in minutes it is looked at once a minute`() throws {
        var scene = Scene.serving41
        scene.metricPeriod = 60
        let plan = try Plan.sample(.steps((10, 1200)), given: scene)
        var walk = walk(plan)
        #expect(walk.run() == .promoted)
        #expect((18...22).contains(walk.aliasGlances))
    }

    @Test func `a new process looks at once`() throws {
        let plan = try Plan.sample(.steps((10, 3000)))
        var walk = walk(plan)
        _ = walk.run(maxSteps: 200)
        walk.alias = state(50, "theirs")
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "test", who: "test")))
        let before = walk.now
        #expect(walk.run() == nil)
        let held = try #require(walk.entries.last { $0.event.isDriftHold })
        #expect(before.duration(to: held.at) < .seconds(1))
    }

    @Test(arguments: [Request.Verb.promote, .promoteAll])
    func `a wish to go on ends the watch, after the gates`(verb: Request.Verb) throws {
        let plan = try Plan.sample(
            .steps((10, 10), watch: 3600),
            gates: [.run(.after)]
        )
        var walk = walk(plan)
        walk.asks = [(60, verb)]
        #expect(walk.run() == .promoted)
        #expect(walk.now < Timestamp(second: 1_000_065))
        #expect(walk.rollout.gates[0]?.passed == true)
    }

    @Test func `a promotion to the end goes through the watch that follows`() throws {
        var walk = walk(try .sample(.steps((10, 10), watch: 60)))
        walk.asks = [(5, .promoteAll)]
        #expect(walk.run() == .promoted)
        #expect(walk.now >= Timestamp(second: 1_000_065))
    }

    @Test func `a watch whose end nobody saw is read before it counts`() throws {
        var walk = walk(try .sample(.steps((10, 10), watch: 600))) {
            $0.candidateFails = (100, 300)
        }
        while walk.rollout.completedAt == nil { try #require(walk.run(maxSteps: 1) == nil) }
        walk.now = walk.now.advanced(by: .seconds(1000))
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "test", who: "test")))
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
    }

    @Test func `the time that is needed counts gates, approvals and the last metrics`() throws {
        var strategy = Strategy.steps((10, 60), (50, 60), watch: 100)
        strategy.approvals = [Approval(before: 1, timeout: .seconds(1000))]
        let plan = try Plan.sample(strategy, gates: [.run()])
        #expect(plan.expectedDuration == .seconds(220))
        #expect(plan.timeNeeded == .seconds(220 + 1000 + 60 + 2 * 3))
    }
}

extension Event {
    fileprivate var isDriftHold: Bool {
        if case .decided(.hold(.drift), _) = self { true } else { false }
    }
    fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}
