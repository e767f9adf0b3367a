// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceSimulation
import Testing

/// Whole rollouts of candidates that do not fail, but are throttled or slow.
@Suite struct SlownessTests {
    private func run(
        _ guards: Guards,
        bake: Int = 300,
        onHold: HoldPolicy = HoldPolicy(),
        kills: [Int] = [],
        _ change: (inout SimWorld.Profile) -> Void
    ) throws -> SimRun {
        var profile = SimWorld.Profile()
        profile.latencies = ["old": 100, "new": 100]
        change(&profile)
        let world = SimWorld(seed: 11, profile: profile)
        try world.deployFirst(code: "old")
        let steps = [Step(weight: .percent(10), bake: .seconds(Int64(bake)))]
        try world.open(
            code: "new",
            strategy: Strategy(name: "steps", shape: .steps(steps)),
            guards: guards,
            onHold: onHold
        )
        var run = SimRun(world)
        run.kills = kills
        run.drive()
        #expect(run.world.violations == [])
        return run
    }

    private func holds(_ run: SimRun) -> [Hold] {
        run.world.entries.compactMap {
            if case .decided(.hold(let hold), _) = $0.event { hold } else { nil }
        }
    }

    /// How long after the shift the candidate lost its traffic.
    private func took(_ run: SimRun) throws -> Duration {
        let shift = try #require(run.world.writes.first { $0.traffic.weighted != nil })
        let back = try #require(run.world.writes.last)
        #expect(back.traffic == Traffic(version: Version(1)))
        return shift.at.duration(to: back.at)
    }

    @Test func `a candidate that is throttled alone goes back for that`() throws {
        let run = try run(Guards(throttles: true)) { $0.throttleRates = ["new": 0.3] }
        #expect(run.outcome?.reason?.kind == .throttles)
        #expect(try took(run) < .seconds(20))
    }

    @Test func `without that guard its share of the calls is not what it should be`() throws {
        let run = try run(Guards(), bake: 60, onHold: HoldPolicy(limit: .seconds(120))) {
            $0.throttleRates = ["new": 0.3]
        }
        #expect(run.outcome?.reason?.kind == .deadline)
        #expect(holds(run) == [.shareMismatch])
    }

    @Test func `throttles of both hold after two minutes, and end as caution does`() throws {
        let run = try run(Guards(throttles: true)) {
            $0.throttleRates = ["new": 0.2, "old": 0.2]
        }
        #expect(run.outcome?.reason?.kind == .inconclusive)
        #expect(holds(run).contains(.caution))
        // The step is extended once.
        #expect(try (600...700).contains(took(run).inSeconds))
    }

    @Test func `throttles as in the hour before are nobody's fault`() throws {
        let run = try run(Guards(throttles: true)) {
            $0.throttleRates = ["new": 0.005, "old": 0.005]
        }
        #expect(run.outcome == .promoted)
    }

    @Test func `a candidate that becomes slow late goes back for its latency`() throws {
        let run = try run(Guards(latencyMargin: 0.2)) {
            $0.lateLatencies = ["new": 200]
            $0.slowFrom = 150
        }
        #expect(run.outcome?.reason?.kind == .latency)
        #expect(try (140...220).contains(took(run).inSeconds))
    }

    @Test func `both becoming slow says nothing of the candidate`() throws {
        let run = try run(Guards(latencyMargin: 0.2)) {
            $0.lateLatencies = ["new": 200, "old": 200]
            $0.slowFrom = 150
        }
        #expect(run.outcome == .promoted)
        #expect(holds(run).isEmpty)
    }

    @Test func `killed anywhere it comes to the same end`() throws {
        let change: (inout SimWorld.Profile) -> Void = {
            $0.lateLatencies = ["new": 200]
            $0.slowFrom = 100
        }
        let reference = try run(Guards(latencyMargin: 0.2, throttles: true), change)
        #expect(reference.outcome?.reason?.kind == .latency)
        for seam in stride(from: 1, to: reference.seamCalls, by: 29) {
            let run = try run(Guards(latencyMargin: 0.2, throttles: true), kills: [seam], change)
            #expect(run.outcome?.reason?.kind == .latency, "killed at seam \(seam)")
        }
    }
}
