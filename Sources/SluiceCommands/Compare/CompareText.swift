// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceStats

/// A comparison for people: a row a version, then what the judge makes of it.
struct CompareText {
    let comparison: VersionComparison
    /// `orders:live`.
    let name: String
    /// What the project judges.
    let guards: Guards
    /// The environment, and how to reach it.
    let here: String

    /// All of it, no line wider than this.
    func text(width: Int) -> String {
        let lines =
            [headline, ""] + table.lines(width: width) + [""] + verdict + parts + leftOut + counted
        return lines.map { CellWidth.clip($0, to: width) }.joined(separator: "\n")
    }

    private var sides: [VersionComparison.Side] {
        [comparison.stable] + [comparison.candidate].compactMap(\.self)
    }

    private var headline: String {
        let versions = sides.map(\.version.text).joined(separator: " → ")
        let period = comparison.period == 60 ? "a minute" : "\(comparison.period) s"
        return "\(name)   \(versions)   \(comparison.from.clockText) to "
            + "\(comparison.until.clockText), by \(period)"
    }

    private var table: TextTable {
        TextTable(
            ["version", "share", "calls", "failed", "rate", "95 % sure", "p50", "p90", "p99"],
            rows: sides.map(cells),
            right: [1, 2, 3, 4, 5, 6, 7, 8]
        )
    }

    private func cells(_ side: VersionComparison.Side) -> [String] {
        let counts = side.counts
        let interval = RateInterval(failures: counts.failures, calls: counts.calls)
        let hasCalls = counts.calls > 0
        return [
            side.version.text,
            side.weight.text,
            Numbers.grouped(counts.calls),
            Numbers.grouped(counts.failures),
            hasCalls ? Numbers.percent(counts.rate) : "",
            hasCalls
                ? "\(Numbers.percent(interval.low)) to \(Numbers.percent(interval.high))" : "",
        ]
            + VersionComparison.quantiles.map { name in
                side.latency[name].map { "\(Numbers.grouped(Int($0.rounded()))) ms" } ?? ""
            }
    }

    private var leftOut: [String] {
        guard comparison.leftOut > 0 else { return [] }
        return [
            "left out  \(Numbers.counted(comparison.leftOut, "call")): around a shift, or not known "
                + "whose"
        ]
    }

    /// What each metric says, where more than failures is judged.
    private var parts: [String] {
        guard comparison.isCompared else { return [] }
        let evidence = comparison.evidence
        var parts: [String] = []
        if comparison.judged.contains(.latency) {
            parts.append("slow calls \(Numbers.power(evidence.latency.log10))")
        }
        if comparison.judged.contains(.throttles) {
            parts.append("throttled calls \(Numbers.power(evidence.throttles.log10))")
        }
        var lines: [String] = []
        if !parts.isEmpty {
            let failures = "failed calls \(Numbers.power(evidence.errors.log10))"
            lines.append("made of   " + ([failures] + parts).joined(separator: ", "))
        }
        if guards.latencyMargin != nil, !comparison.judged.contains(.latency) {
            lines.append(
                "left out  latency: too few calls, or too short a time, to know what is slow"
            )
        }
        return lines
    }

    private var counted: [String] {
        guard guards.failures.contains(where: { $0 != .function }) else { return [] }
        return [
            "counted   Lambda's own Errors alone; what guards.failures names besides, deploy and watch "
                + "read"
        ]
    }

    /// What one version did by itself, and the way back where it fails more than is accepted.
    private func alone(_ side: VersionComparison.Side) -> [String] {
        let counts = side.counts
        let interval = RateInterval(failures: counts.failures, calls: counts.calls)
        guard counts.failures > 0 else { return [] }
        let failed =
            "\(side.version.text) failed \(Numbers.grouped(counts.failures)) of "
            + "\(Numbers.counted(counts.calls, "call")); there is nothing to compare it with"
        guard interval.low > guards.cap ?? Judgement.Terms().cap, side.weight > .none else {
            return [failed]
        }
        return [failed, "next      sluice rollback \(here)"]
    }

    private var verdict: [String] {
        guard let candidate = comparison.candidate else {
            let name = comparison.stable.version.text
            let said = alone(comparison.stable)
            // Some failures are every function's; more than is accepted is worth a line.
            return ["\(name) serves alone: there is nothing to compare"]
                + (said.count > 1 ? said : [])
        }
        if comparison.stable.counts.calls == 0, candidate.counts.calls > 0 {
            let said = alone(candidate)
            let none =
                "\(comparison.stable.version.text) was not called: there is nothing to compare"
            return said.isEmpty ? [none] : said
        }
        let value = Numbers.power(comparison.evidence.log10)
        let limit = Numbers.grouped(Int((1 / guards.alpha).rounded()))
        let better = comparison.stable.version.text
        switch comparison.evidence.verdict(alpha: guards.alpha) {
        case .rollBack:
            let peak = Numbers.power(comparison.evidence.peak)
            return [
                "evidence  \(peak) to 1 against \(candidate.version.text); "
                    + "a rollout would go back from \(limit)",
                "          a version as good as \(better) looks this bad less than once in \(peak)",
            ]
        case .caution:
            return [
                "evidence  \(value) to 1; from 10 on a rollout takes no step, from \(limit) back"
            ]
        case .continue where candidate.counts.calls < SluiceCore.Limits.judgedCallsMin:
            // Silence is no health.
            return [
                "evidence  \(value) to 1: too few calls of \(candidate.version.text) to say anything, "
                    + "\(SluiceCore.Limits.judgedCallsMin) at least"
            ]
        case .continue:
            return [
                "evidence  \(value) to 1 against \(candidate.version.text): nothing to stop for"
            ]
        }
    }
}
