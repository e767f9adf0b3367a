// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats
import Testing

@testable import SluiceCore

/// Rollouts on CloudWatch's minutes.
@Suite struct MinuteTests {
    func walk(
        _ strategy: Strategy,
        _ change: (inout Walk.World) -> Void = { _ in }
    ) throws -> Walk {
        var scene = Scene.serving41
        scene.metricPeriod = 60
        let plan = try Plan.sample(strategy, given: scene)
        var world = Walk.World()
        world.metricsDelay = 60
        change(&world)
        return Walk(plan, world: world, versions: [.sample(Version(41))])
    }

    static let linear = Strategy.steps(
        (10, 60),
        (20, 60),
        (30, 60),
        (40, 60),
        (50, 60),
        (60, 60),
        (70, 60),
        (80, 60),
        (90, 60)
    )

    @Test func `a ramp of steps shorter than its metrics is judged all the same`() throws {
        var walk = try walk(Self.linear) { $0.candidateFails = (100, 0) }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test(arguments: [10, 20, 100, 200], [0, 60])
    func `a good ramp is promoted without a hold`(calls: Int, delay: Int) throws {
        var walk = try walk(Self.linear) {
            ($0.callsPerSecond, $0.metricsDelay) = (calls, delay)
        }
        #expect(walk.run() == .promoted)
        #expect(walk.rollout.judge.candidate.calls > 10 * calls)
        let holds = walk.entries.filter {
            if case .decided(.hold, _) = $0.event { true } else { false }
        }
        #expect(holds.isEmpty)
    }

    @Test(arguments: [HoldPolicy.Quiet.rollback, .promote])
    func `a step of a ramp is not quiet before its calls are known`(quiet: HoldPolicy.Quiet)
        throws
    {
        var scene = Scene.serving41
        scene.metricPeriod = 60
        var plan = try Plan.sample(Self.linear, given: scene)
        plan.onHold.quiet = quiet
        var world = Walk.World()
        world.metricsDelay = 60
        world.callsPerSecond = 20
        var walk = Walk(plan, world: world, versions: [.sample(Version(41))])
        #expect(walk.run() == .promoted)
    }

    @Test func `a bad candidate is rolled back on the first usable minute`() throws {
        var walk = try walk(.steps((10, 600))) { $0.candidateFails = (50, 0) }
        guard case .rolledBack = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        let shifts = walk.served.dropFirst()
        #expect(shifts.first.map { $0.at.second % 60 >= 50 } == true)
        #expect(
            zip(shifts, shifts.dropFirst()).allSatisfy {
                $0.at.duration(to: $1.at) <= .seconds(140)
            }
        )
    }

    @Test(arguments: [180, 240, 290, 305])
    func `a candidate that fails at the end of a step does not leave it`(second: Int) throws {
        var walk = try walk(.steps((10, 300), (50, 300))) { $0.candidateFails = (100, second) }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
        #expect(walk.rollout.steps.map(\.end) == [.rolledBack])
    }

    @Test func `a step waits for calls that may still time out`() throws {
        var plan = try Plan.sample(.steps((10, 300)), given: Self.minutes)
        plan.functionTimeout = 600
        var world = Walk.World()
        world.metricsDelay = 60
        var walk = Walk(plan, world: world, versions: [.sample(Version(41))])
        #expect(walk.run() == .promoted)
        let times = walk.served.map(\.at)
        #expect(times[1].duration(to: times[2]) >= .seconds(300 + 60 + 600))
    }

    @Test func `only steps that are too short make a ramp`() throws {
        let plan = try Plan.sample(
            .steps((1, 60), (2, 60), (10, 600), (50, 60)),
            given: Self.minutes
        )
        #expect((0..<4).map { plan.isRamp($0) } == [true, true, false, true])
    }

    private static var minutes: Scene {
        var scene = Scene.serving41
        scene.metricPeriod = 60
        return scene
    }

    @Test func `calls of the step before do not count for the rule of twenty`() {
        var judge = Judge(.init(acceptedRate: 0.01, period: 60))
        let start = Timestamp(second: 1_000_020)
        judge.begin(.percent(10), at: start, isRamp: false)
        judge.end(at: start.advanced(by: .seconds(300)))
        judge.begin(.percent(50), at: start.advanced(by: .seconds(301)), isRamp: false)
        let late = Observation.Window(
            start: start.advanced(by: .seconds(180)).roundedUp(to: .seconds(60)),
            stable: Counts(calls: 270),
            candidate: Counts(calls: 30)
        )
        judge.take(
            Observation(windows: [late], until: start.advanced(by: .seconds(300))),
            at: start.advanced(by: .seconds(310))
        )
        #expect(judge.candidate.calls == 30)
        #expect(judge.candidateOfStep.calls == 0)
    }

    @Test func `a late failure is judged in the segment that it comes from`() {
        var judge = Judge(.init(acceptedRate: 0.01, period: 60))
        let start = Timestamp(second: 1_000_020)
        judge.begin(.percent(10), at: start, isRamp: false)
        judge.end(at: start.advanced(by: .seconds(300)))
        judge.begin(.percent(50), at: start.advanced(by: .seconds(301)), isRamp: false)
        let late = Observation.Window(
            start: start.advanced(by: .seconds(120)).roundedUp(to: .seconds(60)),
            stable: Counts(calls: 540),
            candidate: Counts(failures: 30, calls: 60)
        )
        judge.take(
            Observation(windows: [late], until: start.advanced(by: .seconds(300))),
            at: start.advanced(by: .seconds(310))
        )
        #expect(judge.evidence.verdict(alpha: 0.01) == .rollBack)
    }
}
