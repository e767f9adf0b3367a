// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase

/// Draws of a Poisson count: by inversion where it is small, by rejection (PTRS, Hörmann 1993)
/// where it is large.
enum Poisson {
    /// A count with this mean; 0 for a mean that is not over 0.
    static func draw(_ mean: Double, _ random: inout SeededRandom) -> Int {
        guard mean > 0 else { return 0 }
        return mean < 12 ? inverted(mean, &random) : rejected(mean, &random)
    }

    private static func inverted(_ mean: Double, _ random: inout SeededRandom) -> Int {
        let draw = random.fraction()
        var chance = exp(-mean)
        var sum = chance
        var count = 0
        while draw > sum, count < 200 {
            count += 1
            chance *= mean / Double(count)
            sum += chance
        }
        return count
    }

    private static func rejected(_ mean: Double, _ random: inout SeededRandom) -> Int {
        let spread = 0.931 + 2.53 * mean.squareRoot()
        let slope = -0.059 + 0.02483 * spread
        let inverse = 1.1239 + 1.1328 / (spread - 3.4)
        let ratio = 0.9277 - 3.6224 / (spread - 2)
        while true {
            let first = random.fraction() - 0.5
            let second = random.fraction()
            let edge = 0.5 - abs(first)
            let count = ((2 * slope / edge + spread) * first + mean + 0.43).rounded(.down)
            if edge >= 0.07, second <= ratio { return Int(count) }
            if count < 0 || (edge < 0.013 && second > edge) { continue }
            let accepted = log(second) + log(inverse) - log(slope / (edge * edge) + spread)
            if accepted <= -mean + count * log(mean) - lgamma(count + 1) { return Int(count) }
        }
    }
}
