// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Synchronization
import Testing

@Suite struct SteadyClockTests {
    @Test func `it shows the time at its beginning and what has passed since`() async throws {
        let uptime = Mutex(Duration.seconds(100))
        let beginning = Timestamp(second: 1_000_000)
        let clock = SteadyClock(
            beginning,
            uptime: { uptime.withLock { $0 } },
            rest: { duration in uptime.withLock { $0 += duration } }
        )
        #expect(clock.now == beginning)
        try await clock.sleep(until: beginning.advanced(by: .seconds(95)), tolerance: nil)
        #expect(clock.now == beginning.advanced(by: .seconds(95)))
    }

    @Test func `it starts from the machine's clock`() {
        let (before, clock) = (SystemClock().now, SteadyClock())
        #expect(clock.now >= before)
    }
}
