// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import Synchronization

/// The wall clock of a simulated process: sleeping costs nothing, and somebody may set it.
public final class SimClock: WallClock {
    private let executor: SimExecutor
    private let skew = Mutex(Duration.zero)

    /// Makes the clock of this process; it shows virtual time until it is set.
    public init(_ executor: SimExecutor) { self.executor = executor }

    /// What the clock shows.
    public var now: Timestamp { executor.now.advanced(by: skew.withLock { $0 }) }

    /// One millisecond.
    public var minimumResolution: Swift.Duration { .milliseconds(1) }

    /// Somebody sets the clock forward, or back.
    public func jump(by duration: Duration) {
        skew.withLock { $0 = $0 + duration }
    }

    /// Sleeps until the clock shows `deadline`, in naps as `SystemClock` has them; throws when
    /// cancelled.
    public func sleep(until deadline: Timestamp, tolerance: Swift.Duration?) async throws {
        while true {
            let left = now.duration(to: deadline)
            if left <= .zero { return try Task.checkCancellation() }
            try await pass(deadline == .distantFuture ? left : min(left, Limits.nap))
        }
    }

    /// Lets virtual time pass; throws when cancelled.
    func pass(_ duration: Duration) async throws {
        try Task.checkCancellation()
        let (id, wake) = executor.state.withLock { state in
            state.counter += 1
            return (state.counter, state.now.advanced(by: duration))
        }
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                let isLate = executor.state.withLock { state in
                    if state.cancelled.remove(id) != nil { return true }
                    state.sleepers.append(.init(wake: wake, id: id, resume: continuation))
                    return false
                }
                if isLate { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = executor.state.withLock { state -> SimExecutor.Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.sleepers.remove(at: index)
            }
            sleeper?.resume.resume(throwing: CancellationError())
        }
    }
}
