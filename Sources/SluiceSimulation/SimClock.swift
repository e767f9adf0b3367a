// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import Synchronization

/// The clock of a simulated process: it shows virtual time, and sleeping costs none.
public struct SimClock: WallClock {
    let executor: SimExecutor

    /// Makes the clock of this process.
    public init(_ executor: SimExecutor) { self.executor = executor }

    /// The virtual time.
    public var now: Timestamp { executor.now }

    /// One millisecond.
    public var minimumResolution: Swift.Duration { .milliseconds(1) }

    /// Sleeps until virtual time has come to `deadline`; throws when cancelled.
    public func sleep(until deadline: Timestamp, tolerance: Swift.Duration?) async throws {
        try Task.checkCancellation()
        let id = executor.state.withLock { state in
            state.counter += 1
            return state.counter
        }
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                let isLate = executor.state.withLock { state in
                    if state.cancelled.remove(id) != nil { return true }
                    state.sleepers.append(.init(wake: deadline, id: id, resume: continuation))
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
