// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceStats
import Testing

@Suite struct EvidenceTests {
    private static let threeOfTen = Batch(stableCalls: 90, candidateFailures: 3, candidateCalls: 10)

    @Test(arguments: 0..<40)
    func `no counts make the evidence NaN`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var evidence = CombinedEvidence()
        for round in 0..<200 {
            if round % 20 == 0 {
                evidence.errors.open(
                    random.next() % 2 == 0 ? .compare : .absolute(p0: random.fraction())
                )
            }
            let slow = LatencyEvidence.Counts(
                p50: .drawn(&random),
                p90: .drawn(&random),
                p99: .drawn(&random)
            )
            evidence.take(
                errors: .drawn(&random),
                latency: slow,
                throttles: .drawn(&random),
                seconds: Int(random.next() % 400),
                retryFactor: random.next() % 2 == 0 ? 1 : 3
            )
            #expect(evidence.log10.isFinite && evidence.peak.isFinite)
        }
        let needed = evidence.failuresNeeded(at: .percent(10), alpha: 0.01)
        #expect(needed.map { $0 >= 0 } ?? true)
    }

    @Test(arguments: [0, -1, 0.9, 1, 7, Double.nan, .infinity, -.infinity])
    func `no limit makes the evidence NaN`(p0: Double) {
        var evidence = AbsoluteEvidence(p0: p0)
        evidence.take(Batch(candidateFailures: 7, candidateCalls: 9))
        #expect(evidence.log10.isFinite)
        #expect(AbsoluteEvidence.p0(stableRate: p0) > 0)
    }

    @Test(arguments: 0..<20)
    func `the order of batches within a segment does not matter`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let batches = (0..<50).map { _ in Batch.drawn(&random, callsMax: 1000) }
        let shuffled = batches.shuffled(using: &random)
        for mode in [ErrorEvidence.Mode.compare, .absolute(p0: 0.02)] {
            let (one, other) = (evidence(of: batches, mode), evidence(of: shuffled, mode))
            #expect(abs(one.log10 - other.log10) < 1e-6 * max(1, abs(one.log10)))
        }
    }

    @Test func `copies kept as sums are worth what single copies are`() {
        var random = SeededRandom(seed: 5)
        var sums = ErrorEvidence()
        var copies: [ComparisonEvidence] = []
        for _ in 0..<30 {
            sums.open(.compare)
            copies.append(ComparisonEvidence())
            for _ in 0..<20 {
                let batch = Batch.drawn(&random, callsMax: 40)
                sums.take(batch)
                for index in copies.indices { copies[index].take(batch) }
            }
            var expected = 0.5 / Double(copies.count)
            for (index, copy) in copies.enumerated() {
                let weight = index == 0 ? 0.5 : 0.5 / Double(index * (index + 1))
                expected += weight * pow(10, copy.log10)
            }
            #expect(abs(sums.log10 - log10(expected)) < 1e-9)
        }
    }

    @Test func `calls of nobody and of one version alone say nothing`() {
        var evidence = ErrorEvidence()
        evidence.open(.compare)
        evidence.take(Batch())
        evidence.take(Batch(stableFailures: 9, stableCalls: 10))
        evidence.take(Batch(candidateFailures: 9, candidateCalls: 10))
        #expect(evidence.log10 == 0)
        #expect(CombinedEvidence().log10 == 0)
    }

    @Test func `a comparing copy stands still in an absolute segment and the other way round`() {
        let bad = Batch(stableCalls: 9, candidateFailures: 2, candidateCalls: 2)
        var mixed = ErrorEvidence()
        mixed.open(.compare)
        mixed.take(Self.threeOfTen)
        mixed.open(.absolute(p0: 0.01))
        mixed.take(bad)
        mixed.open(.compare)
        mixed.take(bad)
        var first = ComparisonEvidence()
        first.take(Self.threeOfTen)
        first.take(bad)
        var second = AbsoluteEvidence(p0: 0.01)
        second.take(bad)
        var third = ComparisonEvidence()
        third.take(bad)
        let expected =
            pow(10, first.log10) / 2 + pow(10, second.log10) / 4 + pow(10, third.log10) / 12
            + 1.0 / 6
        #expect(abs(mixed.log10 - log10(expected)) < 1e-9)
    }

    @Test func `a fresh copy starts when the youngest is five minutes old`() {
        var evidence = ErrorEvidence()
        for _ in 0..<30 { evidence.take(Batch(stableCalls: 90, candidateCalls: 10), seconds: 10) }
        #expect(evidence.copies == 1)
        evidence.take(Batch(), seconds: 0)
        #expect(evidence.copies == 2)
        evidence.open(.compare)
        #expect(evidence.copies == 3)
    }

    @Test func `failures are divided by the retry factor, calls are not`() {
        var tempered = ComparisonEvidence()
        tempered.take(
            Batch(stableFailures: 3, stableCalls: 90, candidateFailures: 9, candidateCalls: 10),
            retryFactor: 3
        )
        var plain = ComparisonEvidence()
        plain.take(
            Batch(stableFailures: 1, stableCalls: 90, candidateFailures: 3, candidateCalls: 10)
        )
        #expect(abs(tempered.log10 - plain.log10) < 1e-12)
        var absolute = AbsoluteEvidence(p0: 0.01)
        absolute.take(Batch(candidateFailures: 9, candidateCalls: 10), retryFactor: 3)
        var other = AbsoluteEvidence(p0: 0.01)
        other.take(Batch(candidateFailures: 3, candidateCalls: 10))
        #expect(abs(absolute.log10 - other.log10) < 1e-12)
    }

    @Test func `counts come out sound whatever went in`() throws {
        let batch = Batch(
            stableFailures: 7,
            stableCalls: -3,
            candidateFailures: 12,
            candidateCalls: 10
        )
        #expect(batch == Batch(candidateFailures: 10, candidateCalls: 10))
        let json = Data(
            #"{"stableFailures":5,"stableCalls":2,"candidateFailures":-1,"candidateCalls":1}"#.utf8
        )
        #expect(
            try JSONDecoder().decode(Batch.self, from: json)
                == Batch(stableFailures: 2, stableCalls: 2, candidateCalls: 1)
        )
        #expect((Batch(stableCalls: .max) + Batch(stableCalls: 1)).stableCalls == .max)
    }

    @Test func `evidence survives being written and read`() throws {
        var evidence = CombinedEvidence()
        evidence.errors.open(.absolute(p0: 0.03))
        evidence.take(errors: Self.threeOfTen, seconds: 301)
        evidence.errors.open(.compare)
        evidence.take(errors: Self.threeOfTen)
        let json = try JSONEncoder().encode(evidence)
        #expect(try JSONDecoder().decode(CombinedEvidence.self, from: json) == evidence)
        let empty = try JSONEncoder().encode(CombinedEvidence())
        #expect(try JSONDecoder().decode(CombinedEvidence.self, from: empty) == .init())
    }

    private func evidence(of batches: [Batch], _ mode: ErrorEvidence.Mode) -> ErrorEvidence {
        var evidence = ErrorEvidence()
        evidence.open(mode)
        for batch in batches { evidence.take(batch) }
        return evidence
    }
}

extension Batch {
    /// Counts from none to very many, each size as likely.
    static func drawn(_ random: inout SeededRandom, callsMax: Int = 1_000_000_000_000) -> Batch {
        func count(_ most: Int) -> Int {
            let size = random.fraction() * log(Double(most) + 1)
            return random.fraction() < 0.2 ? 0 : min(most, Int(exp(size)))
        }
        let (stable, candidate) = (count(callsMax), count(callsMax))
        return Batch(
            stableFailures: count(stable),
            stableCalls: stable,
            candidateFailures: count(candidate),
            candidateCalls: candidate
        )
    }
}
