// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct GradualTests {
    private func walk(
        _ plan: Plan,
        _ asks: [(second: Int, verb: Request.Verb)] = [],
        _ change: (inout Walk.World) -> Void = { _ in }
    ) -> Walk {
        var world = Walk.World()
        change(&world)
        let versions = [FunctionState.sample(Version(41)), .sample(Version(42))]
        var walk = Walk(
            plan,
            world: world,
            versions: plan.work.publishes ? [versions[0]] : versions
        )
        walk.asks = asks
        return walk
    }

    private var plan: Plan {
        let serving42 = AliasState(version: Version(42), revision: "a1", description: "mine")
        return .gradualRollback(
            .sample(),
            rollout: "r-1",
            at: Timestamp(second: 1_000_000),
            by: "mira",
            target: .sample,
            alias: serving42,
            to: Version(41),
            metricPeriod: 1
        )
    }

    private func weights(_ walk: Walk) -> [Weight] {
        walk.served.map { $0.traffic.weight(of: Version(42)) }
    }

    private func seconds(_ walk: Walk) -> [Int64] {
        walk.served.dropFirst().map { $0.at.second - 1_000_000 }
    }

    @Test func `the share goes down the steps, a bake apart, and then to nothing`() {
        var walk = walk(plan)
        let reason = Reason(.operator, "rolled back step by step by mira")
        #expect(walk.run() == .rolledBack(reason))
        #expect(weights(walk) == [.all, .percent(50), .percent(10), .none])
        let at = seconds(walk)
        #expect(at[1] - at[0] >= 30)
        #expect(at[2] - at[1] >= 30)
        #expect(walk.alias?.description == "mine")
        #expect(walk.previous == nil)
    }

    @Test func `another rollout that was faster with its claim keeps the alias`() {
        var walk = walk(plan) {
            $0.claims = [1: "sluice r-other 1/2 until 2099-01-01T10:40Z | mine"]
        }
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .drift)
        #expect(weights(walk) == [.all])
        #expect(walk.alias?.description.hasPrefix("sluice r-other") == true)
    }

    @Test func `an open rollout goes down from where it is`() throws {
        var walk = walk(try .sample(), [(45, .stepDown)])
        let reason = Reason(.operator, "rolled back step by step by mira")
        #expect(walk.run() == .rolledBack(reason))
        #expect(
            weights(walk) == [.none, .percent(10), .percent(50), .percent(10), .none]
        )
        #expect(walk.rollout.steps.map(\.end) == [.baked, .aborted])
    }

    @Test func `a watched candidate goes down from everything`() throws {
        var walk = walk(try .sample(.steps((10, 30), watch: 600)), [(100, .stepDown)])
        #expect(walk.run()?.word == "rolledBack")
        #expect(weights(walk) == [.none, .percent(10), .all, .percent(10), .none])
        #expect(walk.previous == nil || walk.alias?.version == Version(41))
    }

    @Test func `before traffic there is nothing to go down from`() throws {
        var walk = walk(try .sample(gates: [.run()]), [(0, .stepDown)])
        #expect(walk.run() == .stopped(Reason(.operator, "rolled back by mira")))
        #expect(walk.served.count == 1)
    }

    @Test func `a version that fails on the way loses all traffic at once`() {
        var walk = walk(plan) { $0.candidateFails = (60, 10) }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
        #expect(weights(walk) == [.all, .percent(50), .none])
    }

    @Test func `an abort on the way takes the rest at once`() {
        var walk = walk(plan, [(10, .abort)])
        #expect(walk.run() == .rolledBack(Reason(.operator, "aborted by mira")))
        #expect(weights(walk) == [.all, .percent(50), .none])
    }

    @Test func `a pause keeps the share, and no evidence is needed to go on`() {
        var walk = walk(plan, [(10, .pause), (300, .resume)]) { $0.metricsAreSilent = true }
        #expect(walk.run()?.word == "rolledBack")
        #expect(weights(walk) == [.all, .percent(50), .percent(10), .none])
        #expect(seconds(walk)[1] >= 300)
    }

    @Test func `a promote on the way down changes nothing`() {
        var walk = walk(plan, [(5, .promote), (6, .promoteAll)])
        #expect(walk.run()?.word == "rolledBack")
        #expect(weights(walk) == [.all, .percent(50), .percent(10), .none])
    }

    @Test func `someone who gives everything back meanwhile was faster`() {
        var walk = walk(plan) { $0.foreign = [2: Traffic(version: Version(41))] }
        #expect(walk.run() == .superseded)
    }

    @Test func `the picture shows the way down`() {
        var walk = walk(plan)
        _ = walk.run(maxSteps: 12)
        let view = RolloutView(walk.rollout, at: walk.now)
        #expect(view.stages.map(\.title) == ["50 %", "10 %", "0 %"])
        #expect(view.next?.hasSuffix("v42 down to 10 %") == true)
        #expect(view.end != nil)
    }
}
