// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceStats

/// A judgement for people: the verdict, the evidence a metric, and a row a segment.
struct JudgeText {
    let judgement: Judgement

    /// All of it, no line wider than this.
    func text(width: Int) -> String {
        let rows = summary + [""] + metrics.lines(width: width) + [""]
        var lines = rows + segments.lines(width: width)
        let hidden = judgement.count - judgement.segments.count
        if hidden > 0 { lines.append("and \(Numbers.grouped(hidden)) more segments") }
        return lines.joined(separator: "\n")
    }

    private var summary: [String] {
        let evidence = Numbers.power(judgement.evidence.log10)
        let peak = Numbers.power(judgement.evidence.peak)
        let limit = Numbers.grouped(Int((1 / judgement.terms.alpha).rounded()))
        let verdict =
            switch judgement.verdict {
            case .rollBack: "roll back: the evidence reached \(peak) to 1; \(limit) is enough"
            case .caution: "caution: the evidence is \(evidence) to 1; from 10 on no step goes on"
            case .promoteEarly: "promote early: the candidate is shown to fail less than the cap"
            case .continue: "continue: the evidence is \(evidence) to 1; \(limit) rolls back"
            }
        return ["verdict   \(verdict)", "needs     \(needs)", "catches   \(catches)"]
    }

    private var needs: String {
        switch judgement.failuresNeeded {
        case nil where judgement.segments.last?.weight == Weight.none:
            "no further call reaches the candidate at this weight"
        case nil: "no number of failures rolls back: nothing can be compared at this weight"
        case 0: "no more failures"
        case 1: "1 more failure of the candidate to roll back, the stable version clean"
        case let count?:
            "\(Numbers.grouped(count)) more failures of the candidate in a row to roll back,"
                + " the stable version clean"
        }
    }

    private var catches: String {
        guard let rate = judgement.detectableRate else {
            return "nothing for sure: the step has too few calls of the candidate"
        }
        return "a failure rate of \(Numbers.percent(rate)) or more in 95 of 100 such steps"
    }

    private var metrics: TextTable {
        let evidence = judgement.evidence
        func row(_ name: String, _ log10: Double, _ share: String, _ meaning: String) -> [String] {
            [name, Numbers.fixed(log10, 4), Numbers.power(log10), share, meaning]
        }
        return TextTable(
            ["metric", "log10", "evidence", "share", "for"],
            rows: [
                row("errors", evidence.errors.log10, "0.70", "the candidate fails more"),
                row("latency", evidence.latency.log10, "0.20", "it is slower"),
                row("throttles", evidence.throttles.log10, "0.05", "it is throttled more"),
                row("combined", evidence.log10, "", "it is worse"),
                row(
                    "nonInferiority",
                    judgement.early.errors.log10,
                    "",
                    "it fails less than \(Numbers.percent(judgement.terms.cap))"
                ),
            ],
            right: [1, 2, 3]
        )
    }

    private var segments: TextTable {
        TextTable(
            ["segment", "weight", "mode", "stable", "candidate", "combined", "copy", "share"],
            rows: judgement.segments.enumerated().map { index, segment in
                [
                    "\(index)", segment.weight.text, segment.isAbsolute ? "absolute" : "compare",
                    Self.failed(segment.calls.stableFailures, segment.calls.stableCalls),
                    Self.failed(segment.calls.candidateFailures, segment.calls.candidateCalls),
                    Numbers.fixed(segment.log10, 4),
                    Numbers.fixed(judgement.log10(ofCopy: segment), 4),
                    Numbers.fixed(segment.share, 4),
                ]
            },
            right: [0, 1, 5, 6, 7]
        )
    }

    private static func failed(_ failures: Int, _ calls: Int) -> String {
        "\(Numbers.grouped(failures)) of \(Numbers.grouped(calls))"
    }
}
