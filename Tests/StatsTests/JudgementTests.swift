// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceStats
import Testing

@Suite struct JudgementTests {
    private static func interval(_ errors: Batch, seconds: Int = 1) -> Judgement.Interval {
        var interval = Judgement.Interval()
        interval.errors = errors
        interval.seconds = seconds
        return interval
    }

    private static let threeOfTen = interval(
        Batch(stableCalls: 90, candidateFailures: 3, candidateCalls: 10)
    )

    @Test func `three clean failures at ten per cent roll back`() {
        var judgement = Judgement(.init())
        judgement.open(weight: .percent(10))
        #expect(judgement.verdict == .continue)
        #expect(judgement.failuresNeeded == 3)
        #expect(judgement.detectableRate == nil)
        judgement.take(Self.threeOfTen)
        #expect(judgement.verdict == .rollBack)
        #expect(abs(judgement.evidence.log10 - 2.02686739143907) < 1e-9)
        #expect(judgement.failuresNeeded == 0)
        // What the step could have caught: from the three that it needed when it began.
        #expect(judgement.detectableRate.map { $0 > 0.5 && $0 < 0.6 } == true)
    }

    @Test func `segments start copies, batches do not, however long they last`() {
        var judgement = Judgement(.init())
        judgement.open(weight: .percent(10))
        for _ in 0..<3 { judgement.take(Self.interval(Batch(), seconds: 400)) }
        #expect(judgement.evidence.errors.copies == 1)
        judgement.open(weight: .percent(10))
        #expect(judgement.evidence.errors.copies == 2)
    }

    @Test func `copies add up to the error evidence`() {
        var random = SeededRandom(seed: 3)
        var judgement = Judgement(.init())
        for segment in 0..<12 {
            judgement.open(weight: .percent(10 + segment), isAbsolute: segment % 4 == 3)
            for _ in 0..<9 {
                judgement.take(Self.interval(Batch.drawn(&random, callsMax: 50)))
            }
        }
        var sum = 0.5 / 12
        for segment in judgement.segments {
            sum += segment.share * pow(10, judgement.log10(ofCopy: segment))
        }
        #expect(abs(log10(sum) - judgement.evidence.errors.log10) < 1e-9)
    }

    @Test func `what an early promotion needs is needed in full`() {
        func verdict(
            seconds: Int = 60,
            calls: Int = 400,
            slow: Batch? = Batch(candidateCalls: 200),
            laterCalls: Int? = nil
        ) -> Judgement.Verdict {
            var judgement = Judgement(.init())
            judgement.open(weight: .percent(10))
            var interval = Self.interval(
                Batch(stableCalls: 9 * calls, candidateCalls: calls),
                seconds: seconds
            )
            interval.p99 = slow
            judgement.take(interval)
            if let laterCalls {
                judgement.open(weight: .percent(50))
                judgement.take(
                    Self.interval(
                        Batch(stableCalls: laterCalls, candidateCalls: laterCalls),
                        seconds: 60
                    )
                )
            }
            return judgement.verdict
        }
        #expect(verdict() == .promoteEarly)
        #expect(verdict(slow: nil) == .promoteEarly)
        #expect(verdict(seconds: 59) == .continue)
        #expect(verdict(calls: 339) == .continue)
        #expect(verdict(slow: Batch(candidateCalls: 168)) == .continue)
        #expect(verdict(slow: Batch(candidateFailures: 4, candidateCalls: 200)) == .continue)
        #expect(verdict(laterCalls: 19) == .continue)
        #expect(verdict(laterCalls: 20) == .promoteEarly)
    }

    @Test func `retries divide failures, and temper what is shown for the candidate`() {
        var terms = Judgement.Terms()
        terms.retryFactor = 3
        var tempered = Judgement(terms)
        tempered.open(weight: .percent(10))
        tempered.take(
            Self.interval(Batch(stableCalls: 90, candidateFailures: 9, candidateCalls: 10))
        )
        #expect(abs(tempered.evidence.log10 - 2.02686739143907) < 1e-9)
        var clean = Judgement(terms)
        clean.open(weight: .percent(10))
        clean.take(
            Self.interval(Batch(stableCalls: 9180, candidateCalls: 3 * 340), seconds: 60)
        )
        #expect(abs(clean.early.errors.log10 - 1.30187484366141) < 1e-9)
    }
}
