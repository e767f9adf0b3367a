// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Synchronization

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
        let alarm = Alarm()
        await withDiscardingTaskGroup { group in
            signal()
            for await _ in signals {
                guard let next = await turn(), alarm.set(to: next) else { continue }
                group.addTask {
                    // Cancelled: then the loop has ended as well.
                    try? await clock.sleep(until: next, tolerance: nil)
                    alarm.clear(next)
                    signal()
                }
            }
            group.cancelAll()
        }
    }

    /// The time of the next turn that somebody sleeps until.
    ///
    /// Who slept clears it: a clock that was set back afterwards has no say in that.
    private final class Alarm: Sendable {
        private let time = Mutex<Timestamp?>(nil)

        /// Takes a time that is earlier than the present one; `false` for any other.
        func set(to next: Timestamp) -> Bool {
            time.withLock { time in
                if let time, time <= next { return false }
                time = next
                return true
            }
        }

        func clear(_ reached: Timestamp) {
            time.withLock { if $0 == reached { $0 = nil } }
        }
    }
}
