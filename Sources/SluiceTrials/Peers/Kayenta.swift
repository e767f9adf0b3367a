// SPDX-License-Identifier: Apache-2.0
import SluiceStats

/// The classifier of Kayenta's judge: Mann and Whitney's interval for the shift between the
/// candidate's and the stable version's failure rates by minute, at 98 % confidence, must lie
/// wholly above a quarter of the Hodges-Lehmann estimate.
enum Kayenta {
    private static let confidence = 0.98
    private static let tolerance = 0.25
    private static let minutesMax = 60

    /// The place of the interval's lower end among the sorted differences, for n minutes each;
    /// `nil` where n minutes cannot give this confidence.
    private static let places: [Int?] = (0...minutesMax).map(place)

    /// The second at which it says High; `nil` when it never does.
    static func decision(_ minutes: [Batch]) -> Int? {
        var (stable, candidate): ([Double], [Double]) = ([], [])
        for (index, minute) in minutes.prefix(minutesMax).enumerated() {
            if minute.stableCalls > 0, minute.candidateCalls > 0 {
                stable.append(Double(minute.stableFailures) / Double(minute.stableCalls))
                candidate.append(Double(minute.candidateFailures) / Double(minute.candidateCalls))
            }
            if isHigh(stable, candidate) { return 60 * (index + 1) }
        }
        return nil
    }

    private static func isHigh(_ stable: [Double], _ candidate: [Double]) -> Bool {
        guard let place = places[stable.count] else { return false }
        let shifts = candidate.flatMap { one in stable.map { one - $0 } }.sorted()
        let middle = shifts.count / 2
        let estimate =
            shifts.count % 2 == 1 ? shifts[middle] : (shifts[middle - 1] + shifts[middle]) / 2
        return shifts[place] > tolerance * abs(estimate)
    }

    /// From the exact distribution of the statistic: counts of each value, one sample at a time.
    private static func place(_ size: Int) -> Int? {
        guard size > 0 else { return nil }
        // chances[k][u]: that k candidates among the ranks so far give the statistic u.
        var counts = [[Double]](
            repeating: [Double](repeating: 0, count: size * size + 1),
            count: size + 1
        )
        counts[0][0] = 1
        for rank in 0..<(2 * size) {
            for taken in stride(from: min(rank + 1, size), through: 1, by: -1) {
                let below = rank + 1 - taken
                guard below <= size else { continue }
                for value in stride(from: size * size, through: below, by: -1) {
                    counts[taken][value] += counts[taken - 1][value - below]
                }
            }
        }
        let total = counts[size].reduce(0, +)
        var sum = 0.0
        for value in counts[size].indices {
            sum += counts[size][value] / total
            if sum > (1 - confidence) / 2 { return value == 0 ? nil : value - 1 }
        }
        return nil
    }
}
