// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats
import Testing

@testable import SluiceCore

/// What a step waits for, what ends the waiting, and how a rollout may end judged.
@Suite struct HoldTests {
    private func walk(
        _ plan: Plan,
        _ change: (inout Walk.World) -> Void = { _ in }
    ) -> Walk {
        var world = Walk.World()
        change(&world)
        return Walk(plan, world: world, versions: [.sample(Version(41))])
    }

    private func decisions(_ walk: Walk) -> [Decision] {
        walk.entries.compactMap {
            if case .decided(let decision, _) = $0.event { decision } else { nil }
        }
    }

    @Test func `a hold is released as soon as its condition is gone`() throws {
        var walk = walk(try .sample()) { $0.callsPerSecond = 0 }
        while walk.rollout.hold?.reason != .quiet { _ = walk.run(maxSteps: 1) }
        walk.world.callsPerSecond = 100
        #expect(walk.run() == .promoted)
        let made = decisions(walk)
        let held = try #require(made.firstIndex(of: .hold(.quiet)))
        #expect(made[held + 1] == .release)
    }

    @Test func `holds that come and go use up the limit all the same`() throws {
        var walk = walk(try .sample()) { $0.callsPerSecond = 0 }
        while walk.rollout.hold?.reason != .quiet { _ = walk.run(maxSteps: 1) }
        let at = walk.now.advanced(by: .seconds(1500))
        walk.now = at
        walk.record(.decided(decision: .release, evidence: nil))
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .deadline)
        #expect(at.duration(to: walk.now) < .seconds(400))
    }

    @Test func `a good candidate leaves its step early where the project allows it`() throws {
        var strategy = Strategy.steps((10, 3600), (50, 3600))
        strategy.promotesEarly = true
        var walk = walk(try .sample(strategy))
        #expect(walk.run() == .promoted)
        #expect(walk.rollout.steps.map(\.end) == [.early, .early])
        #expect(walk.now.second - 1_000_000 < 300)
        strategy.promotesEarly = false
        var other = self.walk(try .sample(strategy))
        #expect(other.run() == .promoted)
        #expect(other.rollout.steps.map(\.end) == [.baked, .baked])
    }

    @Test func `a hold is released before its step is left early`() throws {
        var strategy = Strategy.steps((10, 3600))
        strategy.promotesEarly = true
        var walk = walk(try .sample(strategy))
        // What is shown must hold until its counts are complete; then nothing is read for a while.
        while walk.rollout.judge.earlySince == nil { _ = walk.run(maxSteps: 1) }
        walk.world.metricsAreSilent = true
        while walk.rollout.hold == nil { _ = walk.run(maxSteps: 1) }
        walk.world.metricsAreSilent = false
        #expect(walk.run() == .promoted)
        #expect(
            decisions(walk).dropFirst() == [
                .hold(.stale), .release, .advance(to: 1, grade: .early),
            ]
        )
    }

    @Test func `a step that has baked says what its calls could have caught`() throws {
        func lines(_ strategy: Strategy, calls: Int = 100) throws -> [String] {
            var walk = walk(try .sample(strategy)) { $0.callsPerSecond = calls }
            #expect(walk.run() == .promoted)
            let report = RolloutReport(rollout: walk.rollout, entries: walk.entries)
            return report.text.split(separator: "\n").map(String.init)
                .filter { $0.contains(" baked") }
        }
        // Three failures at 10 %, nine at 50 % as the second step.
        let steps = try lines(.canary)
        #expect(steps.count == 2)
        #expect(steps[0].contains("the step at 10 % baked; 3"))
        #expect(steps[0].hasSuffix(" calls, 95 % sure to catch an error rate of 2.0 % or more"))
        #expect(steps[1].hasSuffix(" calls, 95 % sure to catch an error rate of 0.90 % or more"))
        let few = try lines(.steps((75, 10)), calls: 2)
        #expect(few.allSatisfy { $0.hasSuffix("too few to catch anything for sure") })
    }

    @Test func `a candidate at the cap leaves no step early`() throws {
        var strategy = Strategy.steps((50, 600))
        strategy.promotesEarly = true
        var walk = walk(try .sample(strategy)) {
            $0.candidateFails = (2, 0)
            $0.stableFails = 2
        }
        _ = walk.run()
        #expect(walk.rollout.steps.first?.end != .early)
    }

    @Test func `a step left by hand on too few calls does not end as judged`() throws {
        var walk = walk(try .sample()) { $0.callsPerSecond = 0 }
        walk.asks = [(8, .promote), (12, .promote)]
        #expect(walk.run() == .promotedUnjudged)
    }

    @Test func `a watch reads its own calls before it ends`() throws {
        var scene = Scene.serving41
        scene.metricPeriod = 60
        let plan = try Plan.sample(.steps((10, 300), watch: 120), given: scene)
        var walk = walk(plan) {
            $0.metricsDelay = 60
            $0.candidateFails = (100, 620)
        }
        while walk.rollout.completedAt == nil { _ = walk.run(maxSteps: 1) }
        let start = try #require(walk.rollout.completedAt).second - 1_000_000
        walk.world.candidateFails = (100, Int(start) + 70)
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.text.contains("SLO breach, no comparison available"))
    }

    @Test func `a silent watch is told as not judged`() throws {
        var walk = walk(try .sample(.steps((10, 30), watch: 60)))
        while walk.rollout.completedAt == nil { _ = walk.run(maxSteps: 1) }
        walk.world.metricsAreSilent = true
        #expect(walk.run() == .promoted)
        #expect(!walk.rollout.watchWasJudged)
    }

    @Test func `a watch by calls ends with them`() throws {
        var strategy = Strategy.steps((10, 30))
        strategy.watchCalls = WatchCalls(calls: 1000, within: .seconds(86_400))
        var walk = walk(try .sample(strategy))
        #expect(walk.run() == .promoted)
        #expect(walk.now.second - 1_000_000 < 120)
        #expect(walk.rollout.watchWasJudged)
    }
}
