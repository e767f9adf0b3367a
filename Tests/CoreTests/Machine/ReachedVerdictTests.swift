// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

/// When it was decided, on what, and what a fixed alarm would have cost.
@Suite struct ReachedVerdictTests {
    private func at(_ second: Int64) -> Timestamp { Timestamp(second: 1_000_020 + second) }

    /// Ten calls a second, of which so many fail in these seconds.
    private func windows(_ seconds: Range<Int64>, failing: Int) -> [Timestamp: Counts] {
        Dictionary(
            uniqueKeysWithValues: seconds.map { (at($0), Counts(failures: failing, calls: 10)) }
        )
    }

    /// The alarm by these counts, read up to the last one.
    private func alarm(_ windows: [Timestamp: Counts]) -> FixedAlarm? {
        FixedAlarm(
            windows,
            failures: windows.values.reduce(0) { $0 + $1.failures },
            until: (windows.keys.max() ?? at(0)).advanced(by: .seconds(1)),
            firstTrafficAt: at(0)
        )
    }

    @Test func `an alarm goes off after two whole minutes over its limit`() {
        // 1,000,020 is the start of a minute.
        var all = windows(0..<120, failing: 1)
        #expect(alarm(all) == FixedAlarm(failures: 120, seconds: 120))
        all.merge(windows(120..<180, failing: 1)) { $1 }
        #expect(alarm(all) == FixedAlarm(failures: 120, seconds: 120))
        // The first minute has 5 of its 600 calls failed in its last second.
        var late = windows(0..<59, failing: 0)
        late.merge(windows(59..<200, failing: 5)) { $1 }
        #expect(alarm(late) == FixedAlarm(failures: 605, seconds: 180))
    }

    @Test func `where the counts end before it would go off they tell the least that it costs`() {
        let early = FixedAlarm(failures: 50, seconds: 120, atLeast: true)
        #expect(alarm(windows(0..<10, failing: 5)) == early)
        // One minute over the limit, and the next one not read to its end.
        let second = FixedAlarm(failures: 119, seconds: 120, atLeast: true)
        #expect(alarm(windows(0..<119, failing: 1)) == second)
        // Minutes that were whole and under it set off nothing.
        var few = windows(0..<600, failing: 0)
        for second in stride(from: Int64(0), to: 600, by: 4) { few[at(second)]?.failures = 1 }
        #expect(alarm(few) == FixedAlarm(failures: 150, seconds: 720, atLeast: true))
    }

    @Test func `without a failure there is nothing to tell`() {
        #expect(alarm(windows(0..<60, failing: 0)) == nil)
    }

    @Test func `a rollback by evidence keeps its verdict, and no other one`() throws {
        var walk = Walk(try .sample(), versions: [.sample(Version(41))])
        walk.world.candidateFails = (50, 0)
        _ = walk.run()
        let verdict = try #require(walk.rollout.verdict)
        #expect(verdict.at == walk.rollout.rollBackDecidedAt)
        #expect(verdict.candidate.failures == 5)
        #expect(verdict.log10 >= 2)
        #expect((verdict.onceIn ?? 0) >= 100)
        let report = TargetReport(walk.rollout, at: walk.now)
        let alarm = try #require(report.verdict?.fixedAlarm)
        #expect(alarm.atLeast)
        #expect(alarm.failures == walk.rollout.judge.candidate.failures)
        #expect((61...120).contains(alarm.seconds))
        #expect(report.verdict?.failures == 5)
        #expect(report.verdict?.onceIn == verdict.onceIn)

        var good = Walk(try .sample(), versions: [.sample(Version(41))])
        _ = good.run()
        #expect(good.rollout.verdict == nil)
        #expect(TargetReport(good.rollout, at: good.now).verdict == nil)
    }
}
