// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct SteeringTests {
    private func walk(
        _ plan: Plan,
        _ asks: [(second: Int, verb: Request.Verb)],
        _ change: (inout Walk.World) -> Void = { _ in }
    ) -> Walk {
        var world = Walk.World()
        change(&world)
        var walk = Walk(plan, world: world, versions: [.sample(Version(41))])
        walk.asks = asks
        return walk
    }

    private func weights(_ walk: Walk) -> [Weight] {
        walk.served.map { $0.traffic.weight(of: Version(42)) }
    }

    private func second(_ walk: Walk, _ place: Int) -> Int64 {
        walk.served[place].at.second - 1_000_000
    }

    @Test func `a pause keeps the weight until it is ended, and the bake goes on meanwhile`()
        throws
    {
        var walk = walk(try .sample(), [(10, .pause), (600, .resume)])
        #expect(walk.run() == .promoted)
        #expect(weights(walk) == [.none, .percent(10), .percent(50), .all])
        #expect((600...602).contains(second(walk, 2)))
    }

    @Test func `a pause before traffic starts nothing new`() throws {
        var walk = walk(try .sample(gates: [.run()]), [(0, .pause), (100, .resume)])
        #expect(walk.run() == .promoted)
        let checked = try #require(
            walk.entries.first { if case .checked = $0.event { true } else { false } }
        )
        #expect(checked.at >= Timestamp(second: 1_000_100))
    }

    @Test func `a bad candidate goes back while the rollout is paused`() throws {
        var walk = walk(try .sample(), [(10, .pause)]) { $0.candidateFails = (60, 100) }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
    }

    @Test func `an abort ends a pause`() throws {
        var walk = walk(try .sample(), [(10, .pause), (50, .abort)])
        #expect(walk.run() == .rolledBack(Reason(.operator, "aborted by mira")))
    }

    @Test func `the time of a pause does not count for the deadline`() throws {
        let plan = try Plan.sample()
        let long = Int(plan.deadline.inSeconds) + 100
        var walk = walk(plan, [(10, .pause), (long, .resume)])
        #expect(walk.run() == .promoted)
        var other = self.walk(plan, [(10, .pause)])
        #expect(other.run(maxSteps: 3000) == nil)
        #expect(other.rollout.outcome == nil)
    }

    @Test func `a promote goes to the next step now, and says so of the step`() throws {
        var walk = walk(try .sample(), [(8, .promote)])
        #expect(walk.run() == .promoted)
        #expect(weights(walk) == [.none, .percent(10), .percent(50), .all])
        #expect(second(walk, 2) <= 9)
        #expect(walk.rollout.steps.map(\.end) == [.promoted, .baked])
    }

    @Test func `a promote to the end leaves out the steps between`() throws {
        var walk = walk(try .sample(), [(8, .promoteAll)])
        #expect(walk.run() == .promoted)
        #expect(weights(walk) == [.none, .percent(10), .all])
        #expect(walk.rollout.steps.map(\.end) == [.promoted])
    }

    @Test func `a promote to the end before traffic waits for the gates and takes no step`() throws
    {
        var walk = walk(
            try .sample(gates: [.run(), .run(.step(.percent(50)))]),
            [(0, .promoteAll)]
        )
        // Nobody called the candidate while it could be compared.
        #expect(walk.run() == .promotedUnjudged)
        #expect(weights(walk) == [.none, .all])
        #expect(walk.rollout.gates.count == 2)
        var bad = self.walk(try .sample(gates: [.run()]), [(0, .promoteAll)]) {
            $0.gatesFail = [0]
        }
        guard case .stopped = bad.run() else {
            Issue.record("a failed gate was passed over")
            return
        }
        #expect(bad.aliasWrites == 0)
    }

    @Test func `a promote ends a pause and runs the gates of its step`() throws {
        let plan = try Plan.sample(gates: [.run(.step(.percent(10)))])
        var walk = walk(plan, [(8, .pause), (20, .promote)]) { $0.gatesFail = [0] }
        #expect(walk.run() == .rolledBack(Reason(.gate, "gate run ./smoke.sh: no")))
        #expect(walk.rollout.pause == nil)
    }

    @Test func `a promote for a step that was left meanwhile means nothing`() throws {
        var rollout = Rollout(try .sample(), at: Timestamp(second: 1))
        let decision = Decision.advance(to: 1, grade: .baked)
        rollout.apply(
            Entry(n: 2, at: rollout.startedAt, event: .decided(decision: decision, evidence: nil))
        )
        let late = Request(id: "1", verb: .promote, who: "mira", at: rollout.startedAt, step: 1)
        rollout.apply(Entry(n: 3, at: rollout.startedAt, event: .requested(request: late)))
        #expect(rollout.wish == nil)
        let now = Request(id: "2", verb: .promote, who: "mira", at: rollout.startedAt, step: 2)
        rollout.apply(Entry(n: 4, at: rollout.startedAt, event: .requested(request: now)))
        #expect(rollout.wish == now)
    }

    // MARK: approvals

    private func approving(_ before: Int, within seconds: Int = 3600) -> Strategy {
        var strategy = Strategy.canary
        strategy.approvals = [Approval(before: before, timeout: .seconds(seconds))]
        return strategy
    }

    @Test(arguments: [0, 1, 2])
    func `an approval is waited for, and given the rollout goes on`(before: Int) throws {
        var walk = walk(try .sample(approving(before)), [(500, .approve)])
        #expect(walk.run() == .promoted)
        #expect(weights(walk) == [.none, .percent(10), .percent(50), .all])
        #expect((500...502).contains(second(walk, before + 1)))
        let asked = walk.rollout.holdText(.approval(timeout: .seconds(60)))
        #expect(asked.hasSuffix(" for an approval: sluice approve \(walk.rollout.plan.rollout)"))
    }

    @Test func `consent may be given before it is asked for`() throws {
        var walk = walk(try .sample(approving(1)), [(5, .approve)])
        #expect(walk.run() == .promoted)
        #expect(second(walk, 2) < 60)
    }

    @Test func `silence stops a rollout before traffic, and takes traffic back later`() throws {
        var early = walk(try .sample(approving(0)), [])
        #expect(early.run() == .stopped(Reason(.operator, "nobody approved within 1 h")))
        #expect(early.rollout.exit == .stopped)
        #expect(early.aliasWrites == 0)
        var late = walk(try .sample(approving(1)), [])
        #expect(late.run() == .rolledBack(Reason(.deadline, "nobody approved within 1 h")))
        #expect(late.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a quiet step that may go on unjudged waits for its approval`() throws {
        let plan = try Plan.sample(approving(1), onHold: HoldPolicy(quiet: .promote))
        var walk = walk(plan, [(500, .approve)]) { $0.callsPerSecond = 0 }
        #expect(walk.run() == .promotedUnjudged)
        let holds = walk.entries.filter {
            if case .decided(.hold, _) = $0.event { true } else { false }
        }
        #expect(holds.count <= 4)
    }

    @Test func `an approval that may take longer than the deadline moves the deadline`() throws {
        var strategy = approving(1, within: 900)
        strategy.deadline = .seconds(120)
        var walk = walk(try .sample(strategy), [(800, .approve)])
        #expect(walk.run() == .promoted)
    }

    @Test func `a promote is a consent too`() throws {
        var walk = walk(try .sample(approving(1)), [(100, .promote)])
        #expect(walk.run() == .promoted)
        #expect((100...102).contains(second(walk, 2)))
    }

    @Test func `a candidate that turns bad while an approval is waited for goes back`() throws {
        var walk = walk(try .sample(approving(1)), []) { $0.candidateFails = (60, 200) }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
    }

    @Test func `a promotion past an approval says that nobody gave it`() throws {
        var plan = try Plan.sample()
        plan.strategy.approvals = [Approval(before: 1, timeout: .seconds(3600))]
        func told(_ asks: [(second: Int, verb: Request.Verb)]) -> [String] {
            var walk = walk(plan, asks)
            #expect(walk.run()?.word.hasPrefix("promoted") == true)
            return Rollout.told(walk.entries, after: 1)
                .compactMap { EventLine.text($0.entry, in: $0.rollout) }
        }
        let passed = "an approval that it passes was not given"
        #expect(told([(100, .promote)]).contains { $0.hasSuffix(passed) })
        #expect(told([(5, .promoteAll)]).contains { $0.hasSuffix(passed) })
        #expect(!told([(100, .approve)]).contains { $0.contains(passed) })
        #expect(!told([(5, .approve), (10, .promote)]).contains { $0.contains(passed) })
    }
}
