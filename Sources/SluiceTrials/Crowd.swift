// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

/// T12: many rollouts judged in one process, all of them alive at once.
struct Crowd {
    private static let rollouts = 10_000
    private static let batches = 120
    private static let seconds = 10

    /// How long 20 minutes of all of them take, and how many were rolled back.
    static func figures() -> [Promise] {
        var random = SeededRandom(seed: 12_012)
        // 10 calls a second, a batch of each rollout every ten: 10 % and then 50 %.
        let weights = [Weight.percent(10), .percent(50)]
        var crowd = [CombinedEvidence](repeating: CombinedEvidence(), count: rollouts)
        var taken = Duration.zero
        for weight in weights {
            for index in crowd.indices { crowd[index].errors.open(.compare) }
            let calls = 10 * seconds
            for _ in 0..<batches / weights.count {
                let seen = crowd.indices.map { _ in batch(calls, weight, &random) }
                taken += ContinuousClock().measure {
                    for index in crowd.indices {
                        crowd[index].take(errors: seen[index], seconds: seconds)
                    }
                }
            }
        }
        let time = Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
        let back = crowd.count { $0.verdict(alpha: 0.01) == .rollBack }
        return [
            Promise(
                id: "T12",
                what: "10,000 rollouts of 20 min judged in one process, one core",
                figure: Figure(value: time, low: time, high: time),
                bound: nil,
                unit: .seconds
            ),
            Promise(
                id: "T12",
                what: "10,000 identical candidates, 10/s, 1 %: rolled back",
                figure: .share(back, of: rollouts),
                bound: .atMost(0.01),
                unit: .share
            ),
        ]
    }

    private static func batch(
        _ calls: Int,
        _ weight: Weight,
        _ random: inout SeededRandom
    ) -> Batch {
        let candidate = Poisson.draw(Double(calls) * weight.fraction, &random)
        let stable = Poisson.draw(Double(calls) * (1 - weight.fraction), &random)
        return Batch(
            stableFailures: min(stable, Poisson.draw(Double(stable) * 0.01, &random)),
            stableCalls: stable,
            candidateFailures: min(candidate, Poisson.draw(Double(candidate) * 0.01, &random)),
            candidateCalls: candidate
        )
    }
}
