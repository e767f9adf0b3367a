// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

extension ErrorEvidence {
    /// How many more failures of the candidate in a row bring the evidence to 10^`threshold`.
    ///
    /// Reckoned from the copies as they stand: the stable version stays clean and calls come at
    /// this weight. 0 when it is there already, `nil` when no number of failures would do (a
    /// comparison with no calls on one side).
    public func failuresNeeded(
        at weight: Weight,
        toReach threshold: Double,
        retryFactor: Double = 1
    ) -> Int? {
        guard log10 < threshold else { return 0 }
        let step = step(at: weight, failure: 1 / max(1, retryFactor))
        var enough = 1
        while !reaches(threshold, after: enough, step: step) {
            guard enough < Limits.failuresNeededMax else { return nil }
            enough *= 2
        }
        // The evidence is convex in the number of failures: below the threshold, then above.
        var tooFew = enough / 2
        while enough - tooFew > 1 {
            let middle = tooFew + (enough - tooFew) / 2
            if reaches(threshold, after: middle, step: step) {
                enough = middle
            } else {
                tooFew = middle
            }
        }
        return enough
    }

    /// What one failure adds to each kept sum of the present mode.
    private func step(at weight: Weight, failure: Double) -> SIMD8<Double> {
        switch mode {
        case .compare:
            guard weight > .none, weight < .all else { return .zero }
            return ComparisonEvidence.factors(
                candidateFailures: failure,
                failures: failure,
                share: weight.fraction
            )
        case .absolute(let p0):
            let limit = AbsoluteEvidence(p0: p0).p0
            return AbsoluteEvidence.factors(failures: failure, calls: 1, p0: limit)
        }
    }

    private func reaches(_ threshold: Double, after failures: Int, step: SIMD8<Double>) -> Bool {
        var next = self
        if next.copies == 0 { next.open(mode) }
        let moved = step * Double(failures)
        let evidence =
            switch mode {
            case .compare:
                next.log10(comparing: next.comparing + moved, absolute: next.absolute)
            case .absolute:
                next.log10(comparing: next.comparing, absolute: next.absolute + moved)
            }
        return evidence >= threshold
    }
}
