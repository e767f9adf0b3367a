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

    private func alarm(_ windows: [Timestamp: Counts]) -> FixedAlarm? {
        FixedAlarm(windows, period: .seconds(1), firstTrafficAt: at(0))
    }

    @Test func `an alarm needs two whole minutes, at the pace that was seen`() {
        // 1,000,020 is the start of a minute: five failures a second for ten seconds, then as many.
        #expect(alarm(windows(0..<10, failing: 5)) == FixedAlarm(failures: 600, seconds: 120))
        // From the last second of a minute on, which has 5 of 600 calls in it.
        var late = windows(0..<59, failing: 0)
        late.merge(windows(59..<64, failing: 5)) { $1 }
        #expect(alarm(late) == FixedAlarm(failures: 605, seconds: 180))
    }

    @Test func `what an alarm saw itself is not reckoned`() {
        var all = windows(0..<120, failing: 1)
        #expect(alarm(all) == FixedAlarm(failures: 120, seconds: 120))
        all.merge(windows(120..<180, failing: 1)) { $1 }
        #expect(alarm(all) == FixedAlarm(failures: 120, seconds: 120))
    }

    @Test func `under its limit it never goes off, and without a failure there is nothing to tell`()
    {
        var few = windows(0..<600, failing: 0)
        for second in stride(from: Int64(0), to: 600, by: 4) { few[at(second)]?.failures = 1 }
        #expect(alarm(few) == FixedAlarm(failures: nil, seconds: nil))
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
        #expect((verdict.fixedAlarm?.failures ?? 0) > 100)
        let report = TargetReport(walk.rollout, at: walk.now)
        #expect(report.verdict?.failures == 5)
        #expect(report.verdict?.onceIn == verdict.onceIn)

        var good = Walk(try .sample(), versions: [.sample(Version(41))])
        _ = good.run()
        #expect(good.rollout.verdict == nil)
        #expect(TargetReport(good.rollout, at: good.now).verdict == nil)
    }
}
