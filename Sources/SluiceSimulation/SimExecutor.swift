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
        var jobsAtThisTime = 0
    }

    /// How a simulated process ended.
    public enum End<R: Sendable>: Sendable {
        /// The body returned.
        case returned(R)
        /// The body threw.
        case threw(any Error)
        /// The process was killed.
        case killed
        /// Nothing can move any more, or everything moves and time stands still.
        case stuck
        /// The time by which it had to end came first.
        case late
    }

    let state: Mutex<State>

    /// Makes a process that begins at `now`.
    public init(now: Timestamp) { state = Mutex(State(now: now)) }

    /// Takes a job into the queue.
    public func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        state.withLock { $0.jobs.append(unowned) }
    }

    /// The virtual time: the world's, which no clock that is set can change.
    public var now: Timestamp { state.withLock { $0.now } }

    /// The process dies here: nothing of it runs again, no `defer`, no `catch`.
    public func kill() async -> Never {
        state.withLock { $0.killed = true }
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        fatalError("a killed process came back")
    }

    /// The process stands still for so long, all of it, while the world goes on.
    public func pause(for duration: Duration) {
        state.withLock { $0.now = $0.now.advanced(by: duration) }
    }

    /// Runs `body` and everything it starts until it ends, is killed, or nothing can move any more.
    ///
    /// - Parameters:
    ///   - end: Virtual time may come up to here.
    ///   - body: What the process does.
    /// - Returns: How the process ended.
    public func run<R: Sendable>(
        until end: Timestamp = .distantFuture,
        _ body: @escaping @Sendable () async throws -> R
    ) -> End<R> {
        let box = Box<R>()
        Task(executorPreference: self) {
            do { box.set(.returned(try await body())) } catch { box.set(.threw(error)) }
        }
        while true {
            if state.withLock({ $0.killed }) { return .killed }
            if let job = nextJob() {
                job.runSynchronously(on: asUnownedTaskExecutor())
                if state.withLock({ $0.jobsAtThisTime > Limits.jobsAtOneTime }) { return .stuck }
                continue
            }
            if let end = box.get() { return end }
            guard let sleeper = nextSleeper() else { return .stuck }
            if now > end { return .late }
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
            state.jobsAtThisTime += 1
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
            // Who waits for ever waits for nothing.
            guard let earliest, state.sleepers[earliest].wake < .distantFuture else { return nil }
            let sleeper = state.sleepers.remove(at: earliest)
            if sleeper.wake > state.now {
                state.now = sleeper.wake
                state.jobsAtThisTime = 0
            }
            return sleeper
        }
    }

    private final class Box<R: Sendable>: Sendable {
        private let end = Mutex<End<R>?>(nil)
        func set(_ value: End<R>) { end.withLock { $0 = value } }
        func get() -> End<R>? { end.withLock { $0 } }
    }
}
