// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SluiceEngine

/// Workers that are kept ready whether or not there is work.
@Suite struct InvokePoolKeptTests {
    private let jobs = (1...3).map { InvokePoolTests.Job($0) }

    private func text(_ steps: [InvokePoolTests.Pool.Step]) -> [String] {
        InvokePoolTests.text(steps, jobs)
    }

    private func worker(_ number: Int) -> WorkerID { InvokePoolTests.worker(number) }

    @Test func `kept workers start without an invocation and outlive idleness`() {
        var pool = InvokePoolTests.pool()
        #expect(text(pool.keep(2, now: 0)) == ["start w1", "start w2"])
        _ = pool.ready(worker(1), now: 10)
        _ = pool.ready(worker(2), now: 10)
        #expect(pool.readyCount == 2)
        #expect(text(pool.expire(now: 100_000)) == [])
        #expect(text(pool.endLongestIdle()) == [])
        #expect(text(pool.keep(0, now: 100_000)) == [])
        #expect(text(pool.expire(now: 100_000)) == ["kill w1", "kill w2"])
    }

    @Test func `a kept worker that ends is replaced`() {
        var pool = InvokePoolTests.pool()
        _ = pool.keep(1, now: 0)
        _ = pool.ready(worker(1), now: 10)
        #expect(text(pool.ended(worker(1), now: 20)) == ["start w2"])
    }

    @Test func `workers that cannot initialise are not started for ever`() {
        var pool = InvokePoolTests.pool()
        #expect(text(pool.keep(2, now: 0)) == ["start w1", "start w2"])
        #expect(text(pool.ended(worker(1), now: 10)) == [])
        #expect(text(pool.ended(worker(2), now: 10)) == [])
        #expect(pool.isFailing)
        #expect(text(pool.invoke(jobs[0], now: 20)) == ["restart w3 j1"])
    }

    @Test func `no more are kept than a version may have`() {
        var pool = InvokePoolTests.pool(workers: 3)
        #expect(pool.keep(10, now: 0).count == 3)
        #expect(pool.kept == 3)
    }

    @Test func `a retired version keeps none`() {
        var pool = InvokePoolTests.pool()
        _ = pool.keep(1, now: 0)
        _ = pool.ready(worker(1), now: 10)
        #expect(text(pool.retire(now: 20)) == ["kill w1"])
        #expect(text(pool.ended(worker(1), now: 30)) == [])
        #expect(pool.isEmpty)
    }
}
