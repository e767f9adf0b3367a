// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import Synchronization

/// Runs every job of a simulation on the calling thread, in the order enqueued, and moves virtual
/// time forward only when nothing is left to run.
///
/// When no sleeper is left either and the body has not finished, the run is *stuck*, which is a
/// finding. `@unchecked`: an `UnownedJob` is not `Sendable`, but here one thread takes them all.
public final class SimExecutor: TaskExecutor, @unchecked Sendable {
    struct Sleeper {
        let wake: Timestamp
        let id: Int
        let resume: UnsafeContinuation<Void, any Error>
    }

    struct State {
        var jobs: [UnownedJob] = []
        var head = 0
        var sleepers: [Sleeper] = []
        var now: Timestamp
        var counter = 0
        var cancelled: Set<Int> = []
        var killed = false
    }

    /// How a simulated process ended.
    public enum End<R: Sendable>: Sendable {
        /// The body returned.
        case returned(R)
        /// The body threw.
        case threw(any Error)
        /// The process was killed.
        case killed
        /// Nothing can move any more.
        case stuck
    }

    let state: Mutex<State>

    /// Makes a process whose clock shows `now`.
    public init(now: Timestamp) { state = Mutex(State(now: now)) }

    /// Takes a job into the queue.
    public func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        state.withLock { $0.jobs.append(unowned) }
    }

    /// The virtual time.
    public var now: Timestamp { state.withLock { $0.now } }

    /// The process dies here: nothing of it runs again, no `defer`, no `catch`.
    public func kill() async -> Never {
        state.withLock { $0.killed = true }
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        fatalError("a killed process came back")
    }

    /// Runs `body` and everything it starts until it ends, is killed, or nothing can move any more.
    public func run<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) -> End<R> {
        let box = Box<R>()
        Task(executorPreference: self) {
            do { box.set(.returned(try await body())) } catch { box.set(.threw(error)) }
        }
        while true {
            if state.withLock({ $0.killed }) { return .killed }
            if let job = nextJob() {
                job.runSynchronously(on: asUnownedTaskExecutor())
                continue
            }
            if let end = box.get() { return end }
            guard let sleeper = nextSleeper() else { return .stuck }
            sleeper.resume.resume()
        }
    }

    private func nextJob() -> UnownedJob? {
        state.withLock { state in
            guard state.head < state.jobs.count else {
                state.jobs.removeAll(keepingCapacity: true)
                state.head = 0
                return nil
            }
            defer { state.head += 1 }
            return state.jobs[state.head]
        }
    }

    private func nextSleeper() -> Sleeper? {
        state.withLock { state in
            let earliest = state.sleepers.indices.min {
                (state.sleepers[$0].wake, state.sleepers[$0].id)
                    < (state.sleepers[$1].wake, state.sleepers[$1].id)
            }
            guard let earliest else { return nil }
            let sleeper = state.sleepers.remove(at: earliest)
            state.now = max(state.now, sleeper.wake)
            return sleeper
        }
    }

    private final class Box<R: Sendable>: Sendable {
        private let end = Mutex<End<R>?>(nil)
        func set(_ value: End<R>) { end.withLock { $0 = value } }
        func get() -> End<R>? { end.withLock { $0 } }
    }
}
