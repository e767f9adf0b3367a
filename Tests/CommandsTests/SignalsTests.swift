// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceDeploy
import Testing

@testable import SluiceCommands

@Suite struct SignalsTests {
    @Test func `a wish that nobody waits for is kept`() async {
        let signals = Signals()
        signals.raise(.terminate)
        signals.raise(.interrupt)
        #expect(await signals.next() == .terminate)
        #expect(await signals.next() == .interrupt)
    }

    @Test func `whoever waits is told`() async {
        let signals = Signals()
        async let next = signals.next()
        signals.raise(.interrupt)
        #expect(await next == .interrupt)
    }

    @Test func `a wait that is cancelled ends with nothing`() async {
        let signals = Signals()
        let answer = await withTaskGroup(of: Interrupt?.self) { group in
            group.addTask { await signals.next() }
            group.cancelAll()
            return await group.next() ?? .interrupt
        }
        #expect(answer == nil)
        signals.raise(.terminate)
        #expect(await signals.next() == .terminate)
    }

    @Test func `a wait until a moment ends with it, or with a wish`() async {
        let signals = Signals()
        let clock = SteppingClock()
        #expect(await signals.wait(until: Timestamp(second: 5), on: clock) == nil)
        #expect(clock.now == Timestamp(second: 5))
        signals.raise(.interrupt)
        #expect(await signals.wait(until: Timestamp(second: 9), on: clock) == .interrupt)
    }
}
