// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase

/// Many courses at once, each from its own seed, so that no split of the work changes a figure.
enum Sample {
    /// Runs `body` this often, on all cores.
    static func of<Result: Sendable>(
        _ count: Int,
        _ purpose: String,
        _ body: @escaping @Sendable (inout SeededRandom) -> Result
    ) async -> [Result] {
        let seeds = SeededRandom(seed: 20_260_101).fork(purpose)
        return await withTaskGroup(of: (Int, [Result]).self) { group in
            for start in stride(from: 0, to: count, by: Limits.runsOfTask) {
                group.addTask {
                    let results = (start..<min(count, start + Limits.runsOfTask)).map { run in
                        var random = seeds.fork("\(run)")
                        return body(&random)
                    }
                    return (start, results)
                }
            }
            var parts: [(Int, [Result])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap { $0.1 }
        }
    }
}

/// A figure with its 95 % interval.
struct Figure: Sendable {
    /// The figure.
    var value: Double
    /// The interval.
    var low: Double
    /// The interval.
    var high: Double

    /// A share, with Wilson's interval.
    static func share(_ count: Int, of total: Int) -> Figure {
        let (n, p, z) = (Double(total), Double(count) / Double(max(1, total)), 1.96)
        let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return Figure(value: p, low: max(0, middle - half), high: min(1, middle + half))
    }

    /// A quantile of seconds, never reached being last, with the interval of order statistics.
    static func quantile(_ share: Double, of seconds: [Int?]) -> Figure {
        let sorted = seconds.map { $0.map(Double.init) ?? .infinity }.sorted()
        let (n, last) = (Double(sorted.count), sorted.count - 1)
        let half = 1.96 * (n * share * (1 - share)).squareRoot()
        func at(_ rank: Double) -> Double { sorted[max(0, min(last, Int(rank.rounded(.down))))] }
        return Figure(
            value: at(share * n),
            low: at(share * n - half),
            high: at(share * n + half)
        )
    }

    /// A mean, with the normal interval.
    static func mean(of values: [Double]) -> Figure {
        let n = Double(max(1, values.count))
        let mean = values.reduce(0, +) / n
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, n - 1)
        let half = 1.96 * (variance / n).squareRoot()
        return Figure(value: mean, low: mean - half, high: mean + half)
    }
}
