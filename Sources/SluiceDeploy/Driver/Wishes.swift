// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Synchronization

/// The wishes to stop of one drive, which are heard also while its loop waits for the journal.
///
/// A class, because the driver takes them one by one and the journal looks how many came.
final class Wishes: Sendable {
    /// One of them, and when it came.
    struct Wish: Hashable, Sendable {
        var interrupt: Interrupt
        var at: Timestamp
    }

    private let clock: any WallClock
    private let stream: AsyncStream<Interrupt>
    private let input: AsyncStream<Interrupt>.Continuation
    private let state = Mutex<[Wish]>([])

    init(clock: any WallClock) {
        self.clock = clock
        (stream, input) = AsyncStream.makeStream()
    }

    /// All that came until now, in their order.
    var heard: [Wish] { state.withLock { $0 } }

    /// Listens until a drive needs no more of them: the second is granted at once.
    func listen(to source: @Sendable () async -> Interrupt?) async {
        while heard.count < Limits.wishesHeard, let next = await source() {
            let wish = Wish(interrupt: next, at: clock.now)
            state.withLock { $0.append(wish) }
            input.yield(next)
        }
        input.finish()
    }

    /// The next one that was not taken yet; `nil` when none will come, or when the task is cancelled.
    func next() async -> Interrupt? {
        for await interrupt in stream { return interrupt }
        return nil
    }
}
