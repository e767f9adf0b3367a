// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Work that is done when someone asks for it, and at the time that the last turn named.
///
/// Asking twice before the turn begins is asking once.
struct Rhythm: Sendable {
    private let signals: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (signals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Asks for a turn.
    func signal() { continuation.yield() }

    /// Ends the turns; one that has begun is brought to its end.
    func finish() { continuation.finish() }

    /// Does turns until they are ended or the task is cancelled.
    ///
    /// - Parameters:
    ///   - clock: tells when a named time has come.
    ///   - turn: the work; returns when it wants to be done again, or `nil`.
    func run(clock: any WallClock, _ turn: @Sendable () async -> Timestamp?) async {
        await withDiscardingTaskGroup { group in
            var armed: Timestamp?
            signal()
            for await _ in signals {
                let next = await turn()
                if let earlier = armed, earlier <= clock.now { armed = nil }
                guard let next, armed.map({ next < $0 }) ?? true else { continue }
                armed = next
                group.addTask {
                    // Cancelled: then the loop has ended as well.
                    try? await clock.sleep(until: next, tolerance: nil)
                    signal()
                }
            }
            group.cancelAll()
        }
    }
}
