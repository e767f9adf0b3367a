// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceStats
import Testing

@testable import SluiceCore

/// Latency, throttles, probes and early promotion, as the judge folds them.
@Suite struct JudgeMetricsTests {
    private static let start = Timestamp(second: 1_000_020)

    private static func judge(
        _ weight: Weight = .percent(10),
        period: Int = 60,
        _ change: (inout Judge.Terms) -> Void = { _ in }
    ) -> Judge {
        var terms = Judge.Terms(acceptedRate: 0.01, period: period)
        change(&terms)
        var judge = Judge(terms)
        judge.begin(weight, at: start, isRamp: false)
        return judge
    }

    private static func window(
        _ minute: Int,
        stable: Counts = Counts(calls: 540),
        candidate: Counts = Counts(calls: 60),
        slow: (stable: Int, candidate: Int)? = nil,
        throttles: Observation.Throttles? = nil
    ) -> Observation.Window {
        Observation.Window(
            start: start.advanced(by: .seconds(60 * minute)).roundedUp(to: .seconds(60)),
            stable: stable,
            candidate: candidate,
            latency: slow.map {
                Observation.Latency(
                    stable: SlowCalls(p50: $0.stable, p90: 0, p99: 0, calls: stable.calls),
                    candidate: SlowCalls(p50: $0.candidate, p90: 0, p99: 0, calls: candidate.calls)
                )
            },
            throttles: throttles
        )
    }

    private static func reading(
        _ windows: Observation.Window...,
        source: Observation.Source = .minutes
    ) -> Observation {
        let until = windows.map(\.start).max()?.advanced(by: .seconds(60)) ?? start
        return Observation(windows: windows, until: until, source: source, askedAt: until)
    }

    @Test func `a candidate whose calls are slower goes by its latency`() {
        var judge = Self.judge()
        for minute in 2...8 {
            judge.take(
                Self.reading(Self.window(minute, slow: (270, 55))),
                at: Self.start.advanced(by: .seconds(60 * minute + 120))
            )
        }
        #expect(judge.evidence.verdict(alpha: 0.01) == .rollBack)
        #expect(judge.crossing == Judge.Crossing(kind: .latency, isAbsolute: false))
    }

    @Test func `the first minute after an increase is left out for latency alone`() {
        var judge = Judge(Judge.Terms(acceptedRate: 0.01, period: 60))
        judge.begin(.percent(10), at: Self.start.advanced(by: .seconds(52)), isRamp: false)
        let window = Self.window(1, candidate: Counts(failures: 2, calls: 60), slow: (270, 60))
        judge.take(Self.reading(window), at: Self.start.advanced(by: .seconds(200)))
        #expect(judge.evidence.latency.log10 == 0)
        #expect(judge.evidence.errors.log10 > 0)
    }

    @Test func `throttled calls are judged among calls and throttled calls`() {
        var judge = Self.judge()
        for minute in 1...3 {
            let throttles = Observation.Throttles(stable: 0, candidate: 40)
            judge.take(
                Self.reading(Self.window(minute, throttles: throttles)),
                at: Self.start.advanced(by: .seconds(60 * minute + 120))
            )
        }
        #expect(judge.crossing?.kind == .throttles)
    }

    @Test func `a function that is throttled for two minutes is noticed`() {
        var judge = Self.judge()
        func take(_ minute: Int, _ throttled: Int) {
            let function = Counts(failures: throttled, calls: 600 + throttled)
            let window = Self.window(
                minute,
                throttles: Observation.Throttles(function: function)
            )
            judge.take(Self.reading(window), at: window.start.advanced(by: .seconds(60)))
        }
        take(1, 30)
        #expect(!judge.isThrottledTooMuch)
        take(2, 30)
        #expect(judge.isThrottledTooMuch)
        take(3, 0)
        #expect(!judge.isThrottledTooMuch)
    }

    @Test func `probes are batches of their own and no calls of users`() {
        var judge = Self.judge()
        let probes = Self.window(
            1,
            stable: Counts(calls: 20),
            candidate: Counts(failures: 20, calls: 20)
        )
        judge.take(Self.reading(probes, source: .probes), at: Self.start)
        #expect(judge.candidate == Counts())
        #expect(judge.candidateOfStep.calls == 20)
        #expect(judge.probed == Counts(failures: 20, calls: 20))
        #expect(judge.evidence.isDecided(alpha: 0.01))
        #expect(!judge.isShareMismatch)
        #expect(judge.until == nil)
    }

    @Test func `a candidate that gets no calls at all has the wrong share`() {
        var judge = Self.judge()
        let window = Self.window(1, stable: Counts(calls: 600), candidate: Counts())
        judge.take(Self.reading(window), at: Self.start)
        #expect(judge.isShareMismatch)
    }

    @Test func `a failure that shows up late takes back what spoke for the candidate`() {
        var judge = Self.judge()
        judge.take(Self.reading(Self.window(1, candidate: Counts(calls: 400))), at: Self.start)
        let before = judge.early.log10
        let late = Self.window(1, candidate: Counts(failures: 4, calls: 400))
        judge.take(Self.reading(late), at: Self.start)
        #expect(before > 1.3)
        #expect(judge.early.log10 < 1)
    }

    @Test func `what is told before all sources were read shows nothing until they are`() {
        var judge = Self.judge()
        let window = Self.window(5, stable: Counts(calls: 9000), candidate: Counts(calls: 1000))
        let cut = window.start.advanced(by: .seconds(-120))
        judge.take(
            Observation(windows: [window], until: cut, askedAt: window.start),
            at: window.start
        )
        #expect(judge.settledUntil == cut)
        #expect(judge.earlySince == window.start.advanced(by: .seconds(60)))
    }

    @Test func `what makes no batch yet is judged when the weight changes`() {
        var judge = Self.judge(.percent(1), period: 1)
        let window = Observation.Window(
            start: Self.start,
            stable: Counts(calls: 60),
            candidate: Counts(failures: 5, calls: 5)
        )
        let until = Self.start.advanced(by: .seconds(1))
        judge.take(Observation(windows: [window], until: until), at: until)
        #expect(judge.evidence.log10 == 0)
        judge.end(at: until)
        #expect(judge.evidence.isDecided(alpha: 0.01))
    }

    @Test func `a count that is taken back stays and is noted`() {
        var judge = Self.judge()
        judge.take(Self.reading(Self.window(1)), at: Self.start)
        judge.take(Self.reading(Self.window(1, candidate: Counts(calls: 50))), at: Self.start)
        #expect(judge.candidate.calls == 60)
        #expect(judge.takenBack == 1)
    }

    @Test func `late data is complete once the lag and the time-out are over`() {
        var judge = Self.judge { $0.settling = .seconds(360) }
        let reading = Self.reading(Self.window(9))
        judge.take(reading, at: reading.until)
        let until = reading.until.advanced(by: .seconds(-360))
        #expect(judge.settledUntil == until)
    }

    @Test func `a journal that knows only failed calls is read as it was`() throws {
        let old = #"""
            {"windows":[{"start":1000,"stable":{"failures":0,"calls":9},
            "candidate":{"failures":1,"calls":1}}],"until":2000}
            """#
        let observation = try JSONDecoder().decode(Observation.self, from: Data(old.utf8))
        let window = Observation.Window(
            start: Timestamp(second: 1),
            stable: Counts(calls: 9),
            candidate: Counts(failures: 1, calls: 1)
        )
        let until = Timestamp(second: 2)
        #expect(observation == Observation(windows: [window], until: until))
    }
}
