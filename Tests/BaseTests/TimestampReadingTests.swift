// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@Suite struct TimestampReadingTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-01-01T10:40:07.123Z", 1_767_264_007_123),
        ("2026-01-01T10:40:07.1239Z", 1_767_264_007_123), ("1970-01-01T00:00:00.5Z", 500),
        ("1970-01-01T00:00:00.05Z", 50), ("2024-02-29T23:59:59+01:00", 1_709_247_599_000),
        ("2024-02-29T23:59:59.000-0130", 1_709_256_599_000), ("1969-12-31T23:59:59Z", -1000),
    ])
    func `a time is read`(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.millisecondsSince1970 == milliseconds)
    }

    @Test(arguments: [
        "", "2026-01-01", "2026-01-01T10:40:07", "2026-13-01T10:40:07Z", "2026-01-01T24:00:00Z",
        "2026-01-01T10:40:07.Z", "2026-01-01T10:40:07+1Z", "2026-01-01T10:40:07Zx",
        "2026-1-01T10:40:07ZZ",
    ])
    func `what is no time is refused`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func `what is written reads back`() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<2000 {
            let time = Timestamp(millisecondsSince1970: Int64(random.next() >> 19))
            #expect(Timestamp(iso8601: time.iso8601) == time)
        }
    }
}
