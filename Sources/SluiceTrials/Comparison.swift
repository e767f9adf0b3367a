// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Sluice and its peers on the same courses, as a table.
struct Comparison: Sendable {
    /// Courses a cell.
    let runs: Int
    /// What the pipeline of minute metrics is taken to add to every peer.
    static let lag = 60

    private static let ladder = Ladder()
    private static let methods = 2 + Peer.allCases.count

    /// The table, as Markdown.
    func table() async -> [String] {
        let bad = await outcomes(Work(candidateRate: 0.5), "bad")
        let same = await outcomes(Work(), "same")
        var worst = [Double](repeating: 0, count: Self.methods)
        for calls in [1.0, 10, 100] {
            for rate in [0.001, 0.005, 0.01] {
                let work = Work(callsPerSecond: calls, stableRate: rate, candidateRate: rate)
                let found = await outcomes(work, "worst \(calls) \(rate)")
                for method in worst.indices {
                    worst[method] = max(worst[method], Self.share(found, method))
                }
            }
        }
        let names =
            ["Sluice, one-second data", "Sluice, CloudWatch minutes, a lag of 60 s counted"]
            + Peer.allCases.map(\.rawValue)
        var lines = [
            "| method | decision after, median / p95 | requests that failed | the same, with"
                + " \(Self.lag) s of lag | identical candidate rolled back | worst of 9 cells |",
            "|---|---|---|---|---|---|",
        ]
        for (method, name) in names.enumerated() {
            let plain = Self.cells(bad.map { $0[method].plain })
            let late = Self.cells(bad.map { $0[method].late })
            lines.append(
                "| \(name) | \(plain.seconds) | \(plain.failed) | \(late.seconds), \(late.failed)"
                    + " | \(Self.percent(Self.share(same, method)))"
                    + " | \(Self.percent(worst[method])) |"
            )
        }
        return lines
    }

    /// How one course ended for one method, without and with the pipeline's lag.
    private struct Outcome: Sendable {
        var plain: Ending
        var late: Ending
    }

    private func outcomes(_ work: Work, _ purpose: String) async -> [[Outcome]] {
        await Sample.of(runs, "table \(purpose)") { random in
            let course = Self.ladder.course(work, &random)
            let seconds = SluiceMethod().seconds(course, Self.ladder)
            let minutes = SluiceMethod().minutes(course, Self.ladder, &random)
            // Sluice's own rows have their delays in them: seconds have none of the pipeline's.
            let own = [seconds, minutes].map { at in
                Outcome(plain: Ending(course, at: at), late: Ending(course, at: at))
            }
            return own
                + Peer.allCases.map { peer in
                    let at = peer.decision(course)
                    return Outcome(
                        plain: Ending(course, at: at),
                        late: Ending(course, at: at, lag: Self.lag)
                    )
                }
        }
    }

    private static func share(_ outcomes: [[Outcome]], _ method: Int) -> Double {
        let count = outcomes.count { $0[method].plain.seconds != nil }
        return Double(count) / Double(max(1, outcomes.count))
    }

    private static func cells(_ endings: [Ending]) -> (seconds: String, failed: String) {
        let seconds = endings.map(\.seconds)
        let (median, p95) = (
            Figure.quantile(0.5, of: seconds).value, Figure.quantile(0.95, of: seconds).value
        )
        func text(_ value: Double) -> String { value.isFinite ? "\(Int(value)) s" : "never" }
        let failed = Figure.mean(of: endings.map { Double($0.failed) }).value
        return (
            median.isFinite ? "\(text(median)) / \(text(p95))" : "never",
            failed < 100 ? Promise.rounded(failed, 1) : "\(Int(failed.rounded()))"
        )
    }

    private static func percent(_ share: Double) -> String {
        share == 0 ? "0" : "\(Promise.rounded(100 * share, 2)) %"
    }
}
