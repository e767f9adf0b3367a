// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats
import Testing

@testable import SluiceCore

/// The lag of metrics as readings show it.
@Suite struct LatenessTests {
    private let start = Timestamp(second: 1_000_020)

    private func judge() -> Judge {
        var judge = Judge(.init(acceptedRate: 0.01, period: 60, settling: .seconds(60)))
        judge.begin(.percent(10), at: start.advanced(by: .seconds(-60)), isRamp: false)
        return judge
    }

    /// Reads the minute after the start, with so many calls, so many seconds after its end.
    private func read(_ judge: inout Judge, _ calls: Int, after seconds: Int) {
        let window = Observation.Window(
            start: start,
            stable: Counts(calls: 9 * calls),
            candidate: Counts(calls: calls)
        )
        let at = start.advanced(by: .seconds(60 + seconds))
        let until = at.floored(to: .seconds(60))
        judge.take(Observation(windows: [window], until: until, askedAt: at), at: at)
    }

    @Test func `a window that grows before it counts as complete is not late`() {
        var judge = judge()
        read(&judge, 10, after: 1)
        read(&judge, 20, after: 59)
        #expect(judge.lateness == .zero)
        read(&judge, 30, after: 61)
        read(&judge, 30, after: 121)
        #expect(judge.lateness == .zero)
        #expect(judge.settledUntil == start.advanced(by: .seconds(121)))
    }

    @Test func `a window that grows afterwards is, and what comes next is waited for as long`() {
        var judge = judge()
        read(&judge, 10, after: 61)
        read(&judge, 20, after: 121)
        #expect(judge.lateness == .seconds(121))
        read(&judge, 20, after: 181)
        #expect(judge.settledUntil == start.advanced(by: .seconds(120)))
        #expect(judge.candidate.calls == 20)
    }

    @Test func `a machine that slept has measured nothing of that time`() {
        var judge = judge()
        read(&judge, 10, after: 61)
        read(&judge, 20, after: 3_600)
        #expect(judge.lateness == .seconds(121))
    }

    @Test func `what is waited for has a bound`() {
        var judge = judge()
        for minute in 1...20 { read(&judge, minute, after: minute * 60 + 1) }
        #expect(judge.lateness == Limits.latenessMax)
    }

    @Test func `a step whose metrics are late is not left before its failures are known`() throws {
        var scene = Scene.serving41
        scene.metricPeriod = 60
        let plan = try Plan.sample(.steps((10, 900), (50, 600)), given: scene)
        var world = Walk.World()
        world.metricsDelay = 240
        world.lateMetricsLookEmpty = true
        // They begin two minutes before the end of the bake.
        world.candidateFails = (20, 780)
        var walk = Walk(plan, world: world, versions: [.sample(Version(41))])
        #expect(walk.run()?.word == "rolledBack")
        #expect(
            walk.served.map { $0.traffic.weight(of: Version(42)) } == [.none, .percent(10), .none]
        )
        let report = RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        #expect(report.contains(" late    metrics came up to "))
    }
}
