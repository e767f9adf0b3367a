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
}
