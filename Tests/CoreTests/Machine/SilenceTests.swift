// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

/// T10: without a call to the candidate no plan with weighted steps ends `promoted`.
@Suite struct SilenceTests {
    private static let seeds = 0..<40

    @Test(arguments: seeds)
    func `a candidate that nobody called is never promoted`(seed: Int) throws {
        for run in 0..<10 {
            var random = SeededRandom(seed: UInt64(seed * 10 + run)).fork("silence")
            var walk = Walk(try Self.plan(&random), versions: [.sample(Version(41))])
            let outcome = Self.run(&walk, &random)
            #expect(walk.rollout.judge.candidate.calls == 0)
            #expect(outcome != .promoted, "seed \(seed), run \(run)")
        }
    }

    @Test func `with calls the same walk is promoted`() throws {
        var walk = Walk(try .sample(), versions: [.sample(Version(41))])
        #expect(walk.run() == .promoted)
    }

    @Test func `a log that is read too slowly holds, and says by how much`() throws {
        var plan = try Plan.sample(.steps((10, 60)))
        plan.sight = Sight(source: .logs)
        var walk = Walk(plan, versions: [.sample(Version(41))])
        while walk.rollout.firstTrafficAt == nil { _ = walk.run(maxSteps: 1) }
        for _ in 0..<200 where walk.rollout.judge.candidate.calls < 50 { _ = walk.run(maxSteps: 1) }
        walk.world.metricsDelay = 20
        for _ in 0..<200 where walk.rollout.hold == nil { _ = walk.run(maxSteps: 1) }
        #expect(walk.rollout.hold?.reason == .behind)
        let text = try #require(walk.rollout.holdText)
        #expect(text.hasPrefix("the log grows faster than it may be read: read to "))
        #expect(text.hasSuffix(" behind"))
        walk.world.metricsDelay = 0
        #expect(walk.run() == .promoted)
    }

    private static func plan(_ random: inout SeededRandom) throws -> Plan {
        let strategies: [Strategy] = [
            .canary, .steps((1, 30)), .steps((50, 60), watch: 60),
            .steps((10, 1), (20, 1), (30, 1)),
            .steps((90, 120)),
        ]
        let quiets = HoldPolicy.Quiet.allCases.filter { $0 != .probe }
        var strategy = strategies[draw(strategies.count, &random)]
        strategy.promotesEarly = draw(2, &random) == 0
        var scene = Scene.serving41
        scene.metricPeriod = draw(2, &random) == 0 ? 1 : 60
        scene.lastHour = Counts(failures: 0, calls: draw(2, &random) * 100_000)
        var plan = try Plan.sample(
            strategy,
            onHold: HoldPolicy(
                quiet: quiets[draw(quiets.count, &random)],
                caution: draw(2, &random) == 0 ? .hold : .rollback,
                stale: draw(2, &random) == 0 ? .hold : .rollback
            ),
            given: scene
        )
        if draw(4, &random) == 0 { plan.guards.alpha = 0.5 }
        return plan
    }

    /// Drives it with readings in which the candidate has no call, and a clock that jumps.
    private static func run(_ walk: inout Walk, _ random: inout SeededRandom) -> Outcome? {
        // Many calls of the stable version alone are a wrong share, which holds by itself.
        let callsMax = draw(2, &random) == 0 ? 2000 : 2
        for _ in 0..<3000 {
            let agenda = walk.rollout.agenda(at: walk.now)
            if let decision = agenda.decision {
                walk.record(.decided(decision: decision, evidence: walk.rollout.judge.snapshot))
            } else if let outcome = agenda.outcome {
                return outcome
            } else if agenda.leave != nil {
                return nil
            } else if let action = agenda.actions.first {
                if action.writes { walk.record(.intended(action: action)) }
                if case .observe(let from, let poll) = action {
                    let reading = reading(from: from, walk, callsMax, &random)
                    walk.record(
                        draw(10, &random) == 0
                            ? .failed(action: action, failure: Walk.away)
                            : .observed(poll: poll, observation: reading)
                    )
                } else {
                    walk.record(walk.perform(action))
                }
                walk.now = walk.now.advanced(by: .milliseconds(20))
            } else if let wake = agenda.wakeAt {
                walk.now = wake
            } else {
                return nil
            }
            jump(&walk, &random)
        }
        return nil
    }

    private static func jump(_ walk: inout Walk, _ random: inout SeededRandom) {
        switch draw(100, &random) {
        case 0: walk.now = walk.now.advanced(by: .seconds(draw(7200, &random)))
        case 1: walk.now = walk.now.advanced(by: .seconds(-draw(7200, &random)))
        case 2...6: walk.now = walk.now.advanced(by: .seconds(draw(90, &random)))
        default: break
        }
    }

    /// Any counts of the stable version, and none of the candidate but failures without a call.
    private static func reading(
        from: Timestamp,
        _ walk: Walk,
        _ callsMax: Int,
        _ random: inout SeededRandom
    ) -> Observation {
        let period = Int64(walk.rollout.plan.metricPeriod)
        let first = from.second / period * period
        let windows = (0..<draw(6, &random)).map { index in
            let calls = draw(callsMax, &random)
            return Observation.Window(
                start: Timestamp(second: first + Int64(index) * period),
                stable: Counts(failures: draw(calls + 1, &random), calls: calls),
                candidate: Counts(failures: draw(4, &random) == 0 ? draw(3, &random) : 0)
            )
        }
        return Observation(windows: windows, until: walk.now)
    }

    private static func draw(_ limit: Int, _ random: inout SeededRandom) -> Int {
        Int(random.next() % UInt64(max(1, limit)))
    }
}
