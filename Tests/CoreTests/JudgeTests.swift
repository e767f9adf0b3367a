// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats
import Testing

@testable import SluiceCore

/// Readings are cumulative: what they add up to does not depend on how they come.
@Suite struct JudgeTests {
    private static let start = Timestamp(second: 1_800_000_000)

    private static func judge() -> Judge {
        var judge = Judge(.init(acceptedRate: 0.01, period: 1))
        judge.begin(.percent(10), at: start, isRamp: false)
        return judge
    }

    private static func window(_ second: Int, _ stable: (Int, Int), _ candidate: (Int, Int))
        -> Observation.Window
    {
        Observation.Window(
            start: start.advanced(by: .seconds(second)),
            stable: Counts(failures: stable.0, calls: stable.1),
            candidate: Counts(failures: candidate.0, calls: candidate.1)
        )
    }

    private static func reading(_ windows: [Observation.Window], until: Int) -> Observation {
        Observation(windows: windows, until: start.advanced(by: .seconds(until)))
    }

    @Test(arguments: 0..<30)
    func `readings in any order and repetition add up to the same`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        // Ten windows, each read four times while it grows.
        var readings: [Observation] = []
        for round in 1...4 {
            let windows = (0..<10).map { Self.window($0, ($0, 90 * round), (round, 10 * round)) }
            readings.append(Self.reading(windows, until: 10))
        }
        var judge = Self.judge()
        for reading in (readings + readings + readings).shuffled(using: &random) {
            judge.take(reading, at: Self.start.advanced(by: .seconds(20)))
        }
        #expect(judge.candidate == Counts(failures: 40, calls: 400))
        #expect(judge.stable == Counts(failures: 45, calls: 3600))
        #expect(judge.candidateOfStep == judge.candidate)
    }

    @Test func `a decision is recorded with calls that make no batch yet`() {
        var judge = Self.judge()
        judge.take(Self.reading([Self.window(0, (0, 90), (1, 10))], until: 1), at: Self.start)
        let before = judge.snapshot.log10
        judge.take(Self.reading([Self.window(1, (3, 5), (0, 2))], until: 2), at: Self.start)
        #expect(judge.evidence.log10 == before)
        #expect(judge.snapshot.log10 < before)
        #expect(judge.snapshot.log10 == judge.concluded.evidence.log10)
    }

    @Test(arguments: 0..<60)
    func `partial readings that grow unevenly add up to what each window grew to`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed)).fork("readings")
        func draw(_ limit: Int) -> Int { Int(random.next() % UInt64(limit + 1)) }
        var (stable, candidate) = (Counts(), Counts())
        var readings: [Observation] = []
        for second in 0..<8 {
            var grown = (stable: Counts(), candidate: Counts())
            for _ in 0...draw(4) {
                grown.stable.calls += draw(900)
                grown.candidate.calls += draw(100)
                // Failures may be told of late, yet never of more calls than there were.
                grown.stable.failures += draw(grown.stable.calls - grown.stable.failures)
                grown.candidate.failures += draw(grown.candidate.calls - grown.candidate.failures)
                let window = Self.window(
                    second,
                    (grown.stable.failures, grown.stable.calls),
                    (grown.candidate.failures, grown.candidate.calls)
                )
                readings.append(Self.reading([window], until: second + 1 + draw(5)))
            }
            stable += grown.stable
            candidate += grown.candidate
        }
        var judge = Self.judge()
        let repeated = readings + readings.filter { _ in draw(1) == 0 }
        for reading in repeated.shuffled(using: &random) {
            judge.take(reading, at: Self.start.advanced(by: .seconds(20)))
        }
        #expect(judge.stable == stable)
        #expect(judge.candidate == candidate)
        #expect(judge.evidence.log10.isFinite)
    }

    @Test func `failures that are seen after their calls are evidence all the same`() {
        var judge = Self.judge()
        let later = Self.start.advanced(by: .seconds(20))
        judge.take(Self.reading([Self.window(0, (0, 90), (0, 10))], until: 1), at: later)
        let before = judge.evidence.log10
        judge.take(Self.reading([Self.window(0, (0, 90), (3, 10))], until: 2), at: later)
        #expect(judge.candidate == Counts(failures: 3, calls: 10))
        #expect(judge.evidence.log10 > before + 2)
    }
}
