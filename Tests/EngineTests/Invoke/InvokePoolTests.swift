// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceEngine

@Suite struct InvokePoolTests {
    /// An invocation without anything to run.
    struct Job: PoolJob, Equatable {
        let id: RequestID
        var arrived: UInt64 = 0

        init(_ number: UInt64, arrived: UInt64 = 0) {
            var random = SeededRandom(seed: number)
            id = RequestID(from: &random)
            self.arrived = arrived
        }
    }

    typealias Pool = WorkerPool<Job>

    static func pool(workers: Int = 4, queue: Int = 100) -> Pool {
        Pool(
            number: 1,
            rules: Pool.Rules(
                workersMax: workers,
                queueMax: queue,
                timeout: 3000,
                idleMax: 5000,
                initMax: 1000,
                queueWaitMax: 10_000,
                settleMax: 100
            )
        )
    }

    static func worker(_ number: Int) -> WorkerID { WorkerID(pool: 1, number: number) }

    /// Steps as text: short to write and to compare.
    static func text(_ steps: [Pool.Step], _ jobs: [Job]) -> [String] {
        func name(_ job: Job) -> String { "j\((jobs.firstIndex(of: job) ?? -1) + 1)" }
        return steps.map { step in
            switch step {
            case .start(let worker): "start w\(worker.number)"
            case .restart(let worker, let job): "restart w\(worker.number) \(name(job))"
            case .hand(let job, let worker): "hand \(name(job)) w\(worker.number)"
            case .kill(let worker): "kill w\(worker.number)"
            case .fail(let job, let worker, let why): "fail \(name(job)) w\(worker.number) \(why)"
            case .refuse(let job): "refuse \(name(job))"
            }
        }
    }

    let jobs = (1...5).map { Job($0) }

    private func text(_ steps: [Pool.Step]) -> [String] { Self.text(steps, jobs) }

    @Test func `the first invocation starts a worker and waits for it`() {
        var pool = Self.pool()
        #expect(text(pool.invoke(jobs[0], now: 0)) == ["start w1"])
        #expect(text(pool.ready(Self.worker(1), now: 50)) == ["hand j1 w1"])
        #expect(pool.answered(Self.worker(1), jobs[0].id, now: 60) == jobs[0])
        #expect(text(pool.ready(Self.worker(1), now: 61)) == [])
        #expect(text(pool.invoke(jobs[1], now: 70)) == ["hand j2 w1"])
    }

    @Test func `a worker that has just answered is waited for instead of starting another`() {
        var pool = Self.pool()
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        _ = pool.answered(Self.worker(1), jobs[0].id, now: 2)
        #expect(text(pool.invoke(jobs[1], now: 3)) == [])
        #expect(text(pool.invoke(jobs[2], now: 3)) == ["start w2"])
        #expect(text(pool.ready(Self.worker(1), now: 4)) == ["hand j2 w1"])
    }

    @Test func `a worker that does not come back soon is replaced`() {
        var pool = Self.pool()
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        _ = pool.answered(Self.worker(1), jobs[0].id, now: 2)
        _ = pool.invoke(jobs[1], now: 3)
        #expect(pool.earliestDeadline == 102)
        #expect(text(pool.expire(now: 102)) == ["start w2"])
        #expect(text(pool.expire(now: 3102)) == ["kill w1", "kill w2"])
    }

    @Test func `when all workers are busy invocations wait, and too many are refused`() {
        var pool = Self.pool(workers: 1, queue: 1)
        #expect(text(pool.invoke(jobs[0], now: 0)) == ["start w1"])
        #expect(text(pool.ready(Self.worker(1), now: 1)) == ["hand j1 w1"])
        #expect(text(pool.invoke(jobs[1], now: 2)) == [])
        #expect(text(pool.invoke(jobs[2], now: 2)) == ["refuse j3"])
        #expect(pool.answered(Self.worker(1), jobs[0].id, now: 3) == jobs[0])
        #expect(text(pool.ready(Self.worker(1), now: 4)) == ["hand j2 w1"])
    }

    @Test func `an initialisation that failed is repeated within the invocation`() {
        var pool = Self.pool()
        _ = pool.invoke(jobs[0], now: 0)
        #expect(text(pool.ended(Self.worker(1), now: 10)) == ["restart w1 j1"])
        #expect(text(pool.ended(Self.worker(1), now: 20)) == ["fail j1 w1 initialisation"])
        #expect(pool.isEmpty)
        // The next invocation does not try outside of itself first.
        #expect(text(pool.invoke(jobs[1], now: 30)) == ["restart w2 j2"])
        #expect(text(pool.ready(Self.worker(2), now: 40)) == ["hand j2 w2"])
        // It worked: from now on there is an initialisation phase again.
        #expect(text(pool.invoke(jobs[2], now: 50)) == ["start w3"])
    }

    @Test func `an initialisation that takes too long is killed and repeated`() {
        var pool = Self.pool()
        _ = pool.invoke(jobs[0], now: 0)
        #expect(text(pool.expire(now: 1000)) == ["kill w1"])
        #expect(text(pool.ended(Self.worker(1), now: 1001)) == ["restart w1 j1"])
        #expect(text(pool.expire(now: 4001)) == ["fail j1 w1 timeout", "kill w1"])
        #expect(text(pool.ended(Self.worker(1), now: 4002)) == [])
        #expect(pool.isEmpty)
    }

    @Test func `an invocation that takes too long fails and its worker is killed`() {
        var pool = Self.pool()
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 100)
        #expect(pool.earliestDeadline == 3100)
        #expect(text(pool.expire(now: 3099)) == [])
        #expect(text(pool.expire(now: 3100)) == ["fail j1 w1 timeout", "kill w1"])
        #expect(pool.answered(Self.worker(1), jobs[0].id, now: 3101) == nil)
        #expect(text(pool.ready(Self.worker(1), now: 3102)) == [])
        #expect(text(pool.invoke(jobs[1], now: 3103)) == ["start w2"])
    }

    @Test func `a worker that dies fails its invocation, and a waiting one gets a new worker`() {
        var pool = Self.pool(workers: 1)
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        _ = pool.invoke(jobs[1], now: 2)
        #expect(text(pool.ended(Self.worker(1), now: 3)) == ["fail j1 w1 exit", "start w2"])
    }

    @Test func `an answer to another invocation is not taken`() {
        var pool = Self.pool()
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        #expect(pool.answered(Self.worker(1), jobs[1].id, now: 2) == nil)
        #expect(pool.answered(Self.worker(1), jobs[0].id, now: 2) == jobs[0])
        #expect(pool.answered(Self.worker(1), jobs[0].id, now: 3) == nil)
    }

    @Test func `idle workers end after a while`() {
        var pool = Self.pool()
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        _ = pool.answered(Self.worker(1), jobs[0].id, now: 2)
        _ = pool.ready(Self.worker(1), now: 3)
        #expect(pool.earliestDeadline == 5003)
        #expect(pool.longestIdle?.since == 3)
        #expect(text(pool.expire(now: 5003)) == ["kill w1"])
        #expect(pool.longestIdle == nil)
        #expect(text(pool.ended(Self.worker(1), now: 5004)) == [])
        #expect(pool.isEmpty)
    }

    @Test func `an idle worker that loses its connection gets nothing`() {
        var pool = Self.pool()
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        _ = pool.answered(Self.worker(1), jobs[0].id, now: 2)
        _ = pool.ready(Self.worker(1), now: 3)
        #expect(text(pool.disconnected(Self.worker(1), now: 4)) == [])
        #expect(text(pool.invoke(jobs[1], now: 5)) == [])
        #expect(text(pool.expire(now: 104)) == ["kill w1", "start w2"])
    }

    @Test func `a retired pool ends its idle workers and works off the rest`() {
        var pool = Self.pool(workers: 2)
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        _ = pool.invoke(jobs[1], now: 2)
        _ = pool.ready(Self.worker(2), now: 3)
        _ = pool.answered(Self.worker(2), jobs[1].id, now: 4)
        _ = pool.ready(Self.worker(2), now: 5)
        #expect(text(pool.retire(now: 6)) == ["kill w2"])
        #expect(pool.answered(Self.worker(1), jobs[0].id, now: 7) == jobs[0])
        #expect(text(pool.ready(Self.worker(1), now: 8)) == ["kill w1"])
    }

    @Test func `a client that leaves takes its waiting invocation along, not the running one`() {
        var pool = Self.pool(workers: 1)
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        _ = pool.invoke(jobs[1], now: 2)
        #expect(pool.abandon(jobs[1].id) == jobs[1])
        #expect(pool.abandon(jobs[0].id) == nil)
        _ = pool.answered(Self.worker(1), jobs[0].id, now: 3)
        #expect(text(pool.ready(Self.worker(1), now: 4)) == [])
    }

    @Test func `without room nothing is started until there is some`() {
        var pool = Self.pool()
        pool.room = 0
        #expect(text(pool.invoke(jobs[0], now: 0)) == [])
        pool.room = 1
        #expect(text(pool.refill(now: 1)) == ["start w1"])
        #expect(pool.room == 0)
    }

    @Test func `an invocation does not wait for ever`() {
        var pool = Self.pool()
        pool.room = 0
        _ = pool.invoke(jobs[0], now: 0)
        #expect(text(pool.expire(now: 10_000)) == ["refuse j1"])
    }

    @Test func `at the end everything is answered and killed`() {
        var pool = Self.pool(workers: 2)
        _ = pool.invoke(jobs[0], now: 0)
        _ = pool.ready(Self.worker(1), now: 1)
        _ = pool.invoke(jobs[1], now: 2)
        _ = pool.invoke(jobs[2], now: 2)
        #expect(
            text(pool.killAll()) == [
                "refuse j2", "refuse j3", "fail j1 w1 exit", "kill w1", "kill w2",
            ]
        )
    }
}
