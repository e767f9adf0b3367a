// SPDX-License-Identifier: Apache-2.0
import SluiceStats
import Testing

@Suite struct RateIntervalTests {
    @Test func `the interval is Wilson's`() {
        let ten = RateInterval(failures: 0, calls: 10)
        #expect(ten.low == 0)
        #expect(abs(ten.high - 0.27753) < 1e-4)
        let half = RateInterval(failures: 50, calls: 100)
        #expect(abs(half.low - 0.40383) < 1e-4)
        #expect(abs(half.high - 0.59617) < 1e-4)
    }

    @Test(arguments: [(0, 0), (5, 0), (-1, 10), (20, 10), (.max, .max), (1, .max)])
    func `any counts give a range within 0 and 1`(failures: Int, calls: Int) {
        let interval = RateInterval(failures: failures, calls: calls)
        #expect(interval.low >= 0 && interval.low <= interval.high && interval.high <= 1)
    }
}
