// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceEngine

/// Random lives of a pool; every invocation must get exactly one end.
@Suite struct InvokePoolSwarmTests {
    typealias Job = InvokePoolTests.Job
    typealias Pool = WorkerPool<Job>

    /// The world around a pool: processes that live, answer and die by chance.
    struct World {
        var pool = InvokePoolTests.pool(workers: 3, queue: 5)
        var random: SeededRandom
        var now: UInt64 = 0
        /// Process → the job it was handed.
        var processes: [WorkerID: Job?] = [:]
        var open: [RequestID: Job] = [:]
        var ends: [RequestID: Int] = [:]
        var nextJob: UInt64 = 1

        mutating func perform(_ steps: [Pool.Step]) {
            for step in steps {
                switch step {
                case .start(let worker), .restart(let worker, _):
                    #expect(processes[worker] == nil, "a worker has one process")
                    processes[worker] = .some(nil)
                case .hand(let job, let worker):
                    #expect(processes[worker] == .some(nil), "a worker has one invocation")
                    processes[worker] = job
                case .kill(let worker):
                    processes[worker] = nil
                    perform(pool.ended(worker, now: now))
                case .fail(let job, _, _), .refuse(let job): end(job)
                }
            }
        }

        mutating func end(_ job: Job) {
            ends[job.id, default: 0] += 1
            open[job.id] = nil
        }

        mutating func step() {
            now += random.next() % 400
            perform(pool.expire(now: now))
            let workers = processes.keys.sorted()
            let worker = workers.isEmpty ? nil : workers[Int(random.next() % UInt64(workers.count))]
            switch (random.next() % 10, worker) {
            case (0...3, _):
                let job = Job(nextJob, arrived: now)
                nextJob += 1
                open[job.id] = job
                perform(pool.invoke(job, now: now))
            case (4...7, let worker?):
                guard let held = processes[worker] else { return }
                if let job = held {
                    processes[worker] = .some(nil)
                    if pool.answered(worker, job.id, now: now) != nil { end(job) }
                }
                perform(pool.ready(worker, now: now))
            case (8, let worker?):
                processes[worker] = nil
                perform(pool.ended(worker, now: now))
            case (9, _):
                guard let job = open.values.min(by: { $0.id.description < $1.id.description })
                else { return }
                if let gone = pool.abandon(job.id) { end(gone) }
            default: return
            }
        }
    }

    @Test(arguments: UInt64(1)...60)
    func `every invocation ends exactly once`(seed: UInt64) {
        var world = World(random: SeededRandom(seed: seed))
        for _ in 0..<300 {
            world.step()
            #expect(world.pool.states.count <= 3)
        }
        world.perform(world.pool.killAll())
        #expect(world.open.isEmpty, "nothing is left open")
        #expect(world.ends.values.allSatisfy { $0 == 1 })
        #expect(world.pool.isEmpty)
    }
}
