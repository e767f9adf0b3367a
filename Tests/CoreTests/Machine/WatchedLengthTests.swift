// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats
import Testing

@testable import SluiceCore

/// Segments that somebody else ends: by the minute it is known late how they are judged.
@Suite struct WatchedLengthTests {
    /// The start of a minute.
    private static let start = Timestamp(second: 1_000_020)

    private static func at(_ second: Int) -> Timestamp { start.advanced(by: .seconds(second)) }

    private static func window(_ minute: Int, failures: Int = 0, calls: Int = 60)
        -> Observation.Window
    {
        Observation.Window(
            start: at(60 * minute),
            stable: Counts(calls: 540),
            candidate: Counts(failures: failures, calls: calls)
        )
    }

    private static func draw(_ range: Range<Int>, _ random: inout SeededRandom) -> Int {
        range.lowerBound + Int(random.next() % UInt64(range.count))
    }

    /// Takes a reading a second after the end of a minute.
    private static func read(_ windows: [Observation.Window], _ minute: Int, _ judge: inout Judge) {
        let until = at(60 * (minute + 1))
        judge.take(
            Observation(windows: windows, until: until, askedAt: until),
            at: until.advanced(by: .seconds(1))
        )
    }

    /// Shifts in the middle of each of the first minutes, and none after.
    private static func shifted(_ shifts: Int, minutes: Int, isRamp: Bool?) -> Judge {
        var judge = Judge(.init(acceptedRate: 0.01, period: 60))
        for minute in 0..<minutes {
            if minute < shifts {
                let weight = Weight.percent(10 * (minute + 1))
                judge.begin(weight, at: at(60 * minute + 30), isRamp: isRamp)
            }
            read([window(minute, failures: 1)], minute, &judge)
        }
        return judge
    }

    @Test func `one that the next shift ends before it held a whole minute is judged as a ramp`() {
        var watched = Self.shifted(4, minutes: 4, isRamp: nil)
        // The last one is still open, and nobody knows.
        #expect(watched.judged == Counts(failures: 4, calls: 240))
        watched.end(at: Self.at(249))
        let planned = Self.shifted(4, minutes: 4, isRamp: true)
        #expect(watched.judged == planned.judged)
        #expect(abs(watched.evidence.errors.log10 - planned.evidence.errors.log10) < 1e-9)
    }

    @Test func `one that held a whole minute is compared, from that minute on`() {
        let watched = Self.shifted(1, minutes: 4, isRamp: nil)
        let planned = Self.shifted(1, minutes: 4, isRamp: false)
        #expect(watched.judged == Counts(failures: 3, calls: 180))
        #expect(watched.evidence == planned.evidence)
        #expect(watched.candidateOfStep == planned.candidateOfStep)
    }

    @Test func `nothing of it is judged before it is known how`() {
        var judge = Judge(.init(acceptedRate: 0.01, period: 60))
        judge.begin(.percent(10), at: Self.at(30), isRamp: nil)
        Self.read([Self.window(0, failures: 60)], 0, &judge)
        #expect(judge.evidence == CombinedEvidence())
        #expect(judge.candidate.failures == 60 && judge.judged == Counts())
        judge.begin(.percent(20), at: Self.at(90), isRamp: nil)
        #expect(judge.crossing == Judge.Crossing(kind: .errors, isAbsolute: true))
        // What comes late of that minute is no more than what it has more.
        Self.read([Self.window(0, failures: 61, calls: 62), Self.window(1)], 1, &judge)
        #expect(judge.judged == Counts(failures: 61, calls: 122))
    }

    @Test(arguments: 0..<60)
    func `each window is judged once, where it belongs, however late it comes`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var shifts = [Self.draw(0..<60, &random)]
        for _ in 0..<7 {
            shifts.append(shifts[shifts.count - 1] + Self.draw(10..<220, &random))
        }
        var judge = Judge(.init(acceptedRate: 0.01, period: 60))
        let end = shifts[7]
        for second in 0..<end + 200 {
            if let index = shifts.firstIndex(of: second) {
                let weight = Weight.percent(10 * (index + 1))
                index == 7
                    ? judge.end(at: Self.at(second))
                    : judge.begin(weight, at: Self.at(second), isRamp: nil)
            }
            guard second % 60 == 1, second > 1 else { continue }
            // Half of a minute's calls are told at its end, and the rest a minute later.
            let minute = second / 60 - 1
            let halves = [Self.window(minute - 1), Self.window(minute, calls: 30)]
            Self.read(halves.filter { $0.start >= Self.start }, minute, &judge)
        }
        let windows = (0..<(end + 200) / 60 - 1).filter { minute in
            let window = minute * 60..<minute * 60 + 60
            return zip(shifts, shifts.dropFirst()).contains { from, to in
                let first = (from + 5 + 59) / 60 * 60
                return first + 60 <= to
                    ? window.lowerBound >= first && window.upperBound <= to
                    : window.upperBound > from && window.lowerBound < to
            }
        }
        #expect(judge.judged.calls == windows.count * 60)
    }

    @Test func `a candidate as good as the stable version goes in at most one watch of a hundred`()
    {
        var random = SeededRandom(seed: 7)
        var rolledBack = 0
        for _ in 0..<500 where Self.goesBack(&random) { rolledBack += 1 }
        #expect(rolledBack <= 5)
    }

    /// A watch of shifts that come as they like, two calls a second, one of a hundred fails.
    private static func goesBack(_ random: inout SeededRandom) -> Bool {
        var judge = Judge(.init(acceptedRate: 0.01, period: 60))
        var (step, next) = (0, Self.draw(0..<60, &random))
        var open = window(0, calls: 0)
        open.stable = Counts()
        for second in 0..<900 {
            if second == next, step < 9 {
                step += 1
                judge.begin(.percent(10 * step), at: at(second), isRamp: nil)
                next += draw(40..<200, &random)
            }
            for _ in 0..<2 {
                let isCandidate = random.fraction() < Double(step) / 10
                let call = Counts(failures: random.fraction() < 0.01 ? 1 : 0, calls: 1)
                if isCandidate { open.candidate += call } else { open.stable += call }
            }
            guard second % 60 == 59 else { continue }
            read([open], second / 60, &judge)
            open = Observation.Window(start: at(second + 1))
        }
        judge.end(at: at(900))
        return judge.evidence.isDecided(alpha: 0.01)
    }
}
