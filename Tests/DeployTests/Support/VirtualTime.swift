// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Synchronization

/// Runs all jobs of a test on the calling thread, in the order enqueued, and moves time forward
/// only when nothing is left to run.
final class VirtualTime: TaskExecutor, WallClock {
    private struct Sleeper {
        let wake: Timestamp
        let id: Int
        let resume: UnsafeContinuation<Void, any Error>
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var sleepers: [Sleeper] = []
        var now: Timestamp
        var counter = 0
        var cancelled: Set<Int> = []
    }

    private let state: Mutex<State>

    init(_ now: Timestamp = Timestamp(second: 1_000_000)) { state = Mutex(State(now: now)) }

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        state.withLock { $0.jobs.append(unowned) }
    }

    var now: Timestamp { state.withLock { $0.now } }
    var minimumResolution: Duration { .milliseconds(1) }

    func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let id = state.withLock { state in
            state.counter += 1
            return state.counter
        }
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                let isLate = state.withLock { state -> Bool in
                    if state.cancelled.remove(id) != nil { return true }
                    state.sleepers.append(Sleeper(wake: deadline, id: id, resume: continuation))
                    return false
                }
                if isLate { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.sleepers.remove(at: index)
            }
            sleeper?.resume.resume(throwing: CancellationError())
        }
    }

    /// The body could not go on: nothing was left to run and nobody slept.
    struct Stuck: Error {}

    /// Runs `body` and everything that it starts, to its end.
    func run<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) throws -> Result {
        let box = Box<Result>()
        Task(executorPreference: self) {
            do {
                let result = try await body()
                box.end.withLock { $0 = .success(result) }
            } catch {
                box.end.withLock { $0 = .failure(error) }
            }
        }
        while true {
            if let job = nextJob() {
                job.runSynchronously(on: asUnownedTaskExecutor())
            } else if let end = box.end.withLock({ $0 }) {
                return try end.get()
            } else if let sleeper = nextSleeper() {
                sleeper.resume.resume()
            } else {
                throw Stuck()
            }
        }
    }

    private final class Box<Result: Sendable>: Sendable {
        let end = Mutex<Swift.Result<Result, any Error>?>(nil)
    }

    private func nextJob() -> UnownedJob? {
        state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
    }

    private func nextSleeper() -> Sleeper? {
        state.withLock { state in
            let order = state.sleepers.indices.min {
                (state.sleepers[$0].wake, state.sleepers[$0].id)
                    < (state.sleepers[$1].wake, state.sleepers[$1].id)
            }
            guard let order else { return nil }
            let sleeper = state.sleepers.remove(at: order)
            state.now = max(state.now, sleeper.wake)
            return sleeper
        }
    }
}
