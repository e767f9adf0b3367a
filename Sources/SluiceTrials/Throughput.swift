// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

/// T12 and the cost of one judgement, on one core.
struct Throughput {
    private static let batches = 10_000

    /// The figures; they depend on what else the machine does.
    static func figures() -> [Promise] {
        var random = SeededRandom(seed: 12)
        // Failures of both versions in nearly every batch: there is no batch without work.
        let work = Work(
            callsPerSecond: 1000,
            stableRate: 0.02,
            candidateRate: 0.02,
            slowdown: 1
        )
        var traffic = Traffic(work, &random)
        let seen = (0..<batches).map { _ in traffic.next(.percent(10)) }
        let cold = seconds { _ = judged(seen, hasLatency: true) }
        let all = (0..<30).map { _ in seconds { _ = judged(seen, hasLatency: true) } }.sorted()
        let errors = (0..<30).map { _ in seconds { _ = judged(seen, hasLatency: false) } }.sorted()
        func rate(_ seconds: Double) -> Double { Double(batches) / seconds }
        return [
            Promise(
                id: "T12",
                what: "error batches judged a second and core, median of 30",
                figure: Figure(
                    value: rate(errors[15]),
                    low: rate(errors[29]),
                    high: rate(errors[0])
                ),
                bound: .atLeast(1_000_000),
                unit: .perSecond
            ),
            Promise(
                id: "T12",
                what: "batches with all metrics a second and core, median of 30",
                figure: Figure(value: rate(all[15]), low: rate(all[29]), high: rate(all[0])),
                bound: .atLeast(300_000),
                unit: .perSecond
            ),
            Promise(
                id: "",
                what: "one judgement of 10,000 batches, all metrics, cold: ms",
                figure: Figure(value: 1000 * cold, low: 1000 * all[0], high: 1000 * all[29]),
                bound: .atMost(5),
                unit: .requests
            ),
            Promise(
                id: "",
                what: "the next batch: µs",
                figure: Figure(value: 100 * all[15], low: 100 * all[0], high: 100 * all[29]),
                bound: .atMost(5),
                unit: .requests
            ),
        ]
    }

    private static func judged(_ seen: [Second], hasLatency: Bool) -> Double {
        var evidence = CombinedEvidence()
        for second in seen {
            evidence.take(
                errors: second.calls,
                latency: hasLatency ? second.slow : nil,
                throttles: hasLatency ? second.calls : nil,
                seconds: 1
            )
        }
        return evidence.peak
    }

    private static func seconds(_ body: () -> Void) -> Double {
        let taken = ContinuousClock().measure(body)
        return Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
    }
}
