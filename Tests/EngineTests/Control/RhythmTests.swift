// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Synchronization
import Testing

@testable import SluiceEngine

@Suite struct RhythmTests {
    @Test func `a clock that is set back after a sleep does not end the turns`() async {
        let clock = BackwardClock()
        let rhythm = Rhythm()
        let turns = Mutex(0)
        let deadline = clock.now.advanced(by: .seconds(10))
        await rhythm.run(clock: clock) {
            let count = turns.withLock { turns in
                turns += 1
                return turns
            }
            if count == 5 { rhythm.finish() }
            return deadline
        }
        #expect(turns.withLock { $0 } == 5)
    }
}

/// A clock that is set back by an hour whenever a sleep ends.
private final class BackwardClock: WallClock {
    private let time = Mutex(Timestamp(second: 1_800_000_000))

    var now: Timestamp { time.withLock { $0 } }
    var minimumResolution: Duration { .milliseconds(1) }

    func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
        time.withLock { $0 = deadline.advanced(by: .seconds(-3600)) }
    }
}
