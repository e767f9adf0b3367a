// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceSimulation
import Testing

/// Whole rollouts on metrics as AWS has them: in minutes only, and visible second by second a
/// minute late; with the product's own driver and platform, in virtual time.
@Suite struct MinuteModeTests {
    private static let lag = Duration.seconds(60)

    /// A rollout of a candidate that fails so, in minutes.
    private static func run(
        failureRate: Double,
        steps: [Step] = [Step(weight: .percent(10), bake: .seconds(600))],
        watch: Duration = .zero,
        seed: UInt64 = 7,
        faults: FaultPlan = .none,
        kills: [Int] = []
    ) throws -> SimRun {
        var profile = SimWorld.Profile()
        profile.callsPerSecond = 10
        profile.metricPeriod = 60
        profile.metricDelay = lag
        profile.failureRates = ["new": failureRate]
        let world = SimWorld(seed: seed, profile: profile, faults: faults)
        try world.deployFirst(code: "old")
        try world.open(
            code: "new",
            strategy: Strategy(name: "steps", shape: .steps(steps), watchAfter: watch)
        )
        var run = SimRun(world)
        run.kills = kills
        run.drive()
        return run
    }

    private static func replayed(_ run: SimRun) throws -> Rollout {
        try #require(Rollout(replaying: run.world.entries))
    }

    @Test func `shifts are sent in second 50 to 54, and a good candidate is promoted`() throws {
        let run = try Self.run(
            failureRate: 0,
            steps: [
                Step(weight: .percent(10), bake: .seconds(300)),
                Step(weight: .percent(50), bake: .seconds(300)),
            ]
        )
        #expect(run.outcome == .promoted)
        #expect(run.world.violations == [])
        let shifts = run.world.writes.filter { $0.traffic.version == Version(1) }
            .filter { $0.traffic.weighted != nil }
        #expect(shifts.count == 2)
        for write in run.world.writes.dropFirst() {
            #expect((50...54).contains(write.at.second % 60), "\(write)")
        }
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func `a broken candidate is out within 130 s of the shift, on the first whole minute`(
        seed: UInt64
    ) throws {
        let run = try Self.run(failureRate: 0.5, seed: seed)
        guard case .rolledBack(let reason) = run.outcome else {
            Issue.record("\(String(describing: run.outcome))")
            return
        }
        #expect(reason.kind == .errors)
        let shift = try #require(run.world.writes.first { $0.traffic.weighted != nil })
        let back = try #require(run.world.writes.last)
        let took = shift.at.duration(to: back.at)
        #expect(took <= .seconds(130), "\(took)")
    }

    @Test func `what becomes visible later is added, until every call is counted once`() throws {
        let run = try Self.run(failureRate: 0, watch: .seconds(180))
        let rollout = try Self.replayed(run)
        #expect(run.outcome == .promoted)
        // One window's readings grow: its seconds become visible one by one.
        var readings: [Timestamp: [Int]] = [:]
        for entry in run.world.entries {
            guard case .observed(_, let observation) = entry.event else { continue }
            for window in observation.windows {
                let calls = window.stable.calls + window.candidate.calls
                readings[window.start, default: []].append(calls)
            }
        }
        #expect(readings.values.contains { Set($0).count > 1 })
        let counted = rollout.judge.stable.calls + rollout.judge.candidate.calls
        let last = readings.values.reduce(0) { $0 + ($1.max() ?? 0) }
        #expect(counted == last)
        // A whole minute has 600 calls.
        #expect(readings.values.contains { $0.max() == 600 })
    }

    @Test func `metrics that stay away for an hour hold, and then give the calls back`() throws {
        let begin = SimWorld.beginning
        let run = try Self.run(
            failureRate: 0,
            faults: FaultPlan(
                [.metricsMissing],
                seed: 7,
                from: begin,
                to: begin.advanced(by: .seconds(3600)),
                probability: 1
            )
        )
        guard case .rolledBack(let reason) = run.outcome else {
            Issue.record("\(String(describing: run.outcome))")
            return
        }
        #expect(reason.kind == .noData)
        let holds = run.world.entries.contains {
            if case .decided(.hold(.noData), _) = $0.event { true } else { false }
        }
        #expect(holds)
        #expect(run.world.traffic == Traffic(version: Version(1)))
    }

    @Test func `killed anywhere it comes to the same end`() throws {
        let reference = try Self.run(failureRate: 0.5)
        #expect(reference.outcome?.word == "rolledBack")
        for seam in stride(from: 1, to: reference.seamCalls, by: 3) {
            let run = try Self.run(failureRate: 0.5, kills: [seam])
            #expect(run.outcome?.word == "rolledBack", "killed at seam \(seam)")
            #expect(run.world.violations == [], "killed at seam \(seam)")
        }
    }
}
