// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceStats
import Testing

/// What must hold for any counts.
@Suite struct PropertyTests {
    @Test(arguments: 0..<60)
    func `one more failure of the candidate never lowers the evidence`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let modes = (0..<4).map { _ in ErrorEvidence.Mode.drawn(&random) }
        let batches = (0..<40).map { _ in Batch.drawn(&random, callsMax: 2000) }
        let changed = Int(random.next() % 40)
        let slow = Batch.drawn(&random, callsMax: 2000)
        let retryFactor = 1 + 2 * random.fraction()
        func evidence(_ more: Int) -> CombinedEvidence {
            var evidence = CombinedEvidence()
            for (index, batch) in batches.enumerated() {
                if index % 10 == 0 { evidence.errors.open(modes[index / 10]) }
                let isChanged = index == changed
                evidence.take(
                    errors: isChanged ? batch.withFailures(more) : batch,
                    latency: isChanged
                        ? .init(p50: slow.withFailures(more), p90: slow, p99: slow) : nil,
                    throttles: isChanged ? slow.withFailures(more) : nil,
                    retryFactor: retryFactor
                )
            }
            return evidence
        }
        let (before, after) = (evidence(0), evidence(1))
        #expect(after.log10 >= before.log10 - 1e-12)
        #expect(after.peak >= before.peak - 1e-12)
    }

    @Test(arguments: 0..<60)
    func `swapped labels and the inverse ratio give the same likelihood`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let batch = Batch.drawn(&random)
        let swapped = Batch(
            stableFailures: batch.candidateFailures,
            stableCalls: batch.candidateCalls,
            candidateFailures: batch.stableFailures,
            candidateCalls: batch.stableCalls
        )
        for ratio in [1.5, 2, 3, 5, 10, 30, 100, 1000] {
            let one = ComparisonEvidence.logRatio(of: batch, at: ratio)
            let other = ComparisonEvidence.logRatio(of: swapped, at: 1 / ratio)
            // Terms of k ln r cancel: the error is relative to them, not to what is left.
            let failures = Double(batch.stableFailures) + Double(batch.candidateFailures)
            #expect(abs(one - other) <= 1e-13 * max(1, failures * log(ratio)))
        }
    }

    @Test(arguments: 0..<30)
    func `splitting a batch changes nothing where the formula says so`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let (one, other) = (
            Batch.drawn(&random, callsMax: 5000), Batch.drawn(&random, callsMax: 5000)
        )
        var (wholeLimit, partsLimit) = (AbsoluteEvidence(p0: 0.01), AbsoluteEvidence(p0: 0.01))
        wholeLimit.take(one + other)
        partsLimit.take(one)
        partsLimit.take(other)
        same(wholeLimit.log10, partsLimit.log10)

        var wholeCap = NonInferiorityEvidence(cap: 0.01)
        var partsCap = wholeCap
        wholeCap.take(
            failures: (one + other).candidateFailures,
            calls: (one + other).candidateCalls
        )
        for part in [one, other] {
            partsCap.take(failures: part.candidateFailures, calls: part.candidateCalls)
        }
        same(wholeCap.log10, partsCap.log10)

        var wholeShare = ShareEvidence(weight: .percent(10))
        var partsShare = wholeShare
        wholeShare.take(one + other)
        partsShare.take(one)
        partsShare.take(other)
        same(wholeShare.log10, partsShare.log10)
        // A comparison sees only each part's share of calls: equal shares, equal evidence.
        let scaled = Batch(
            stableFailures: min(3, 2 * one.stableCalls),
            stableCalls: 2 * one.stableCalls,
            candidateFailures: min(5, 2 * one.candidateCalls),
            candidateCalls: 2 * one.candidateCalls
        )
        var (whole, parts) = (ComparisonEvidence(), ComparisonEvidence())
        whole.take(one + scaled)
        parts.take(one)
        parts.take(scaled)
        same(whole.log10, parts.log10)
    }

    @Test(arguments: 0..<40)
    func `no counts make evidence for the candidate or of its share NaN`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var cap = NonInferiorityEvidence(cap: random.fraction())
        var ratio = RatioNonInferiorityEvidence(limit: 1 + 3 * random.fraction())
        var share = ShareEvidence(weight: Weight(basisPoints: Int(random.next() % 10_001)))
        for _ in 0..<50 {
            let batch = Batch.drawn(&random)
            let retryFactor = random.next() % 2 == 0 ? 1.0 : 3
            cap.take(
                failures: batch.candidateFailures,
                calls: batch.candidateCalls,
                retryFactor: retryFactor
            )
            ratio.take(batch, retryFactor: retryFactor)
            share.take(batch)
            #expect(cap.log10.isFinite && ratio.log10.isFinite && share.log10.isFinite)
        }
    }

    @Test(arguments: [-1, 0, 1, 7, Double.nan, .infinity, -.infinity])
    func `no setting makes evidence NaN`(setting: Double) {
        var cap = NonInferiorityEvidence(cap: setting)
        cap.take(failures: 1, calls: 9, retryFactor: setting)
        var ratio = RatioNonInferiorityEvidence(limit: setting)
        ratio.take(
            Batch(stableFailures: 1, stableCalls: 9, candidateFailures: 1, candidateCalls: 9),
            retryFactor: setting
        )
        var share = ComparisonEvidence()
        share.take(stableFailures: 1, candidateFailures: 2, share: setting)
        #expect(cap.log10.isFinite && ratio.log10.isFinite && share.log10.isFinite)
    }

    private func same(_ one: Double, _ other: Double) {
        #expect(abs(one - other) <= 1e-9 * max(1, abs(one)))
    }
}

extension Batch {
    /// The same calls with more failures of the candidate.
    fileprivate func withFailures(_ more: Int) -> Batch {
        Batch(
            stableFailures: stableFailures,
            stableCalls: stableCalls,
            candidateFailures: candidateFailures + more,
            candidateCalls: candidateCalls
        )
    }
}

extension ErrorEvidence.Mode {
    fileprivate static func drawn(_ random: inout SeededRandom) -> Self {
        random.next() % 2 == 0 ? .compare : .absolute(p0: 0.9 * random.fraction())
    }
}
