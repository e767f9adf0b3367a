// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceDeploy

@Suite struct FailurePlacementTests {
    private func at(_ second: Int64) -> Timestamp { Timestamp(second: second) }

    @Test func `a failure counts in its own window while that has room`() {
        let placement = FailurePlacement(period: 1, calls: [at(100): 2, at(101): 5])
        #expect(
            placement.failures([(at: at(100), count: 1), (at: at(100), count: 1)])
                == [at(100): 2]
        )
    }

    @Test func `by the second what has no room goes to a second in which calls ended later`() {
        let placement = FailurePlacement(period: 1, calls: [at(99): 9, at(103): 1])
        let seen = [(at: Timestamp(millisecondsSince1970: 100_400), count: 2)]
        #expect(placement.failures(seen) == [at(103): 1])
    }

    @Test func `by the minute it goes to a minute in which calls began before`() {
        let placement = FailurePlacement(period: 60, calls: [at(60): 4, at(180): 9])
        #expect(placement.failures([(at: at(121), count: 1)]) == [at(60): 1])
    }

    @Test func `a record of a minute that is not counted yet blames no other minute`() {
        let record = [(at: at(185), count: 1)]
        let early = FailurePlacement(period: 60, calls: [at(60): 50, at(120): 50])
        #expect(early.failures(record).isEmpty)
        let whole = FailurePlacement(period: 60, calls: [at(60): 50, at(120): 50, at(180): 50])
        #expect(whole.failures(record) == [at(180): 1])
    }

    @Test func `never more calls failed than there were, and none far away`() {
        let placement = FailurePlacement(period: 1, calls: [at(100): 3, at(200): 9])
        #expect(placement.failures([(at: at(100), count: 1_000_000)]) == [at(100): 3])
    }

    @Test func `a failure that was counted across the border of its window is not counted again`() {
        let minutes = FailurePlacement(period: 60, calls: [at(60): 50, at(120): 50], reach: 1)
        let known = [at(60): 1]
        #expect(minutes.failures([(at: at(121), count: 1)], beside: known) == known)
        let seconds = FailurePlacement(period: 1, calls: [at(100): 5, at(101): 5], reach: 3)
        let later = [at(101): 1]
        let record = [(at: Timestamp(millisecondsSince1970: 100_900), count: 1)]
        #expect(seconds.failures(record, beside: later) == later)
    }

    @Test func `what the other source did not see is added, and no call beyond its reach is meant`()
    {
        let minutes = FailurePlacement(
            period: 60,
            calls: [at(0): 9, at(60): 9, at(120): 9],
            reach: 1
        )
        let seen = [(at: at(121), count: 2)]
        #expect(minutes.failures(seen, beside: [at(0): 1]) == [at(0): 1, at(120): 2])
        #expect(minutes.failures(seen, beside: [at(60): 1]) == [at(60): 1, at(120): 1])
    }

    @Test func `what the other source may still tell waits`() {
        let calls = [at(100): 5, at(101): 5]
        let placement = FailurePlacement(period: 1, calls: calls, reach: 3, settled: at(101))
        let seen = [(at: at(100), count: 1), (at: at(101), count: 1)]
        #expect(placement.failures(seen) == [at(100): 1])
    }

    @Test func `where no other source tells only what leaves its own window waits`() {
        let placement = FailurePlacement(
            period: 1,
            calls: [at(100): 5, at(101): 1, at(102): 5],
            reach: 3,
            settled: at(101),
            isAlone: true
        )
        let seen = [(at: at(100), count: 1), (at: at(101), count: 2)]
        #expect(placement.failures(seen) == [at(100): 1, at(101): 1])
    }
}
