// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Synchronization

/// Whether the loop of a driver still goes round.
///
/// The holder of a lock gives its signs of life beside the loop, so that a slow call is no silence.
/// A loop that hangs must be one all the same.
final class Heart: Sendable {
    // A class, because the loop beats it and the lock listens to it.
    private let clock: any WallClock
    private let last = Mutex<Timestamp?>(nil)

    init(_ clock: any WallClock) { self.clock = clock }

    /// The loop went round.
    func beat() { last.withLock { $0 = clock.now } }

    /// There is no loop any more, and none that could hang.
    func rest() { last.withLock { $0 = nil } }

    /// Whether there is no loop, or one that went round lately.
    var isBeating: Bool { hasBeaten(within: Limits.heartPause) }

    /// Whether there is no loop, or one that went round within this time.
    func hasBeaten(within time: Duration) -> Bool {
        guard let last = last.withLock({ $0 }) else { return true }
        return last.duration(to: clock.now) <= time
    }
}
