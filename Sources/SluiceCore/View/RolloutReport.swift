// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceStats

/// What happened in a rollout, told at its end: the outcome, why, who was hurt, the way, what next.
public struct RolloutReport: Hashable, Sendable {
    /// The rollout, folded to its end.
    public var rollout: Rollout
    /// The lines of its journal.
    public var entries: [Entry]
    /// The first errors in the candidate's log.
    public var errors: [FirstError]
    /// When the traffic was read back, if it was.
    public var readBackAt: Timestamp?
    /// What the alias serves, where it was read back.
    public var readBack: Traffic?
    /// Whether the commands that come next are shown.
    public var showsNext: Bool
    /// Whether a process drives it.
    public var isDriven: Bool

    /// Makes the material of a report.
    public init(
        rollout: Rollout,
        entries: [Entry],
        errors: [FirstError] = [],
        readBackAt: Timestamp? = nil,
        readBack: Traffic? = nil,
        showsNext: Bool = true,
        isDriven: Bool = false
    ) {
        self.rollout = rollout
        self.entries = entries
        self.errors = errors
        self.readBackAt = readBackAt
        self.readBack = readBack
        self.showsNext = showsNext
        self.isDriven = isDriven
    }

    /// The report as a terminal shows it.
    public var text: String {
        ([headline, ""]
            + [
                now, hotfix, overrides, setting, why, verdict, first, hurt, late, [""], way, [""],
                left,
                showsNext ? next : [],
            ].joined())
            .joined(separator: "\n")
    }

    private var plan: Plan { rollout.plan }
    private var candidate: String { rollout.candidate?.text ?? "the candidate" }

    private var headline: String {
        let end = rollout.finishedAt ?? rollout.lastAt
        let arrow: String
        switch rollout.outcome {
        case .rolledBack: arrow = "\(candidate) → \(plan.stable?.text ?? "")"
        case .stopped, .superseded, nil: arrow = candidate
        case .promoted, .promotedUnjudged:
            arrow = plan.stable.map { "\($0.text) → \(candidate)" } ?? candidate
        }
        let word: String =
            switch rollout.outcome {
            case .promoted where plan.isByHand: plan.isRollback ? "ROLLED BACK" : "SHIFTED"
            case .promoted: "PROMOTED"
            case .promotedUnjudged: "PROMOTED UNJUDGED"
            case .rolledBack: "ROLLED BACK"
            case .stopped: "STOPPED"
            case .superseded: "SUPERSEDED"
            case nil: "OPEN"
            }
        return
            "\(word)   \(plan.target.text)   \(arrow)   \(end.clockText)   \(plan.rollout)   \(span)"
    }

    /// How long it took, from the first shift where there was one.
    private var span: String {
        let end = rollout.finishedAt ?? rollout.lastAt
        if !rollout.steps.isEmpty, let first = rollout.firstTrafficAt {
            return "\(first.duration(to: end).words) after the first shift"
        }
        return "in \(rollout.startedAt.duration(to: end).words)"
    }

    private var now: [String] {
        guard let traffic = readBack ?? rollout.servedTraffic else {
            return [" now     there is no alias"]
        }
        let weights = traffic.weighted == nil && plan.target.alias != nil ? ", no weights" : ""
        let read = readBackAt.map { " (read back \($0.clockText))" } ?? ""
        return [" now     \(traffic.text)\(weights)\(read)"]
    }

    private var hotfix: [String] {
        plan.hotfix.map { [" hotfix  \($0)"] } ?? []
    }

    private var overrides: [String] {
        (plan.alarmOverrides ?? []).map { " alarm   \($0.name) did not count: \($0.reason)" }
    }

    /// Why a share was set by hand; where its end does not tell it.
    private var setting: [String] {
        guard plan.isShift, let reason = plan.reason, rollout.outcome != .promoted,
            rollout.outcome?.reason?.text != plan.wordsOfSetting
        else { return [] }
        return [" set by  \(plan.by): \(reason)"]
    }

    private var why: [String] {
        guard let reason = rollout.outcome?.reason else {
            return rollout.outcome == .superseded
                ? rollout.toldReason.map { [" why     \($0.text)"] } ?? [] : judgement
        }
        guard reason.kind == .errors, rollout.judge.candidate.failures > 0 else {
            return [" why     \(reason.text)"]
        }
        let (candidate, stable) = (rollout.judge.candidate, rollout.judge.stable)
        var lines = [
            " why     \(self.candidate) failed \(Numbers.grouped(candidate.failures)) of "
                + "\(Numbers.grouped(candidate.calls)) judged calls (\(Numbers.percent(candidate.rate)))"
        ]
        guard let name = plan.stable?.text, stable.calls > 0,
            rollout.judge.crossing?.isAbsolute == false
        else {
            return lines + ["         SLO breach, no comparison available"]
        }
        lines[0] += ";"
        lines.append(
            "         \(name) \(Numbers.grouped(stable.failures)) of \(Numbers.grouped(stable.calls)) "
                + "(\(Numbers.percent(stable.rate))) in the same time;"
        )
        lines.append(
            "         a version as good as \(name) looks this bad less than once in "
                + "\(Numbers.power(rollout.judge.snapshot.log10)) rollouts"
        )
        return lines
    }

    /// When it was decided and on what, and what a fixed alarm would have cost instead.
    private var verdict: [String] {
        guard let verdict = rollout.verdict else { return [] }
        let seen = [(verdict.candidate, "call"), (verdict.probed, "probe")]
        let told = seen.filter { $0.0.calls > 0 }
        let calls = (told.isEmpty ? [seen[0]] : told).map { counts, noun in
            "\(Numbers.counted(counts.failures, "failure")) in "
                + "\(Numbers.counted(counts.calls, noun))"
        }.joined(separator: " and ")
        let after = verdict.afterTraffic.map { ", \($0.words) after the first shift" } ?? ""
        var lines = [" verdict \(verdict.at.clockText)\(after), on \(calls) to \(candidate)"]
        if rollout.outcome?.reason?.kind != .errors, verdict.isCompared, let stable = plan.stable {
            lines.append(
                "         a version as good as \(stable.text) looks this bad less than once in "
                    + "\(Numbers.power(verdict.log10)) rollouts"
            )
        }
        if let alarm = rollout.fixedAlarm(by: rollout.counted) {
            let time = Duration.seconds(Int64(alarm.seconds)).words
            let failures = Numbers.counted(alarm.failures, "failure")
            lines.append(
                "         an alarm on over \(Numbers.percent(FixedAlarm.limit)) in 2 of 2 minutes "
                    + (alarm.atLeast
                        ? "would have taken at least \(time) and \(failures)"
                        : "would have gone off \(time) after it, at \(failures)")
            )
        }
        return lines
    }

    private var judgement: [String] {
        guard rollout.outcome == .promoted || rollout.outcome == .promotedUnjudged else {
            return []
        }
        let calls = rollout.judge.candidate
        if plan.isByHand {
            return [" why     by hand: \(plan.by)" + (plan.reason.map { ": \($0)" } ?? "")]
        }
        let seen = "\(Numbers.counted(calls.calls, "call")) to \(candidate)"
        if rollout.outcome == .promotedUnjudged, let wish = rollout.promotedByHand {
            let why = wish.reason.map { ": \($0)" } ?? ""
            return [" note    not judged: \(wish.who) promoted it by hand after \(seen)\(why)"]
        }
        if rollout.steps.isEmpty, calls.calls == 0 {
            let why =
                plan.strategy.isDirect || plan.stable != nil
                ? "this strategy has no weighted steps" : "nothing was served before it"
            return [" note    not judged: \(why)"]
        }
        if let why = plan.guards.whyCallsAreNotJudged { return [" note    \(why)"] }
        if rollout.outcome == .promotedUnjudged {
            return [" note    not judged: \(seen) were too few"]
        }
        let watch =
            rollout.watchWasJudged
            ? [] : [" note    not judged after 100 %: no complete counts of its calls"]
        let probed = rollout.judge.probed
        let probes =
            probed.calls > 0
            ? " and \(Numbers.grouped(probed.failures)) of \(Numbers.counted(probed.calls, "probe"))"
            : ""
        return [
            " judged  \(candidate) failed \(Numbers.grouped(calls.failures)) of "
                + "\(Numbers.counted(calls.calls, "call"))\(probes); evidence against it "
                + Numbers.power(rollout.judge.evidence.log10)
        ] + watch + latency
    }

    /// A guard that had nothing to judge.
    private var latency: [String] {
        plan.whyLatencyIsNotJudged.map { [" note    latency was not judged: \($0)"] } ?? []
    }

    private var first: [String] {
        let total = errors.reduce(0) { $0 + $1.count }
        return errors.enumerated().map { index, error in
            let place = error.place.map { "  \($0)" } ?? ""
            return
                " \(index == 0 ? "first" : "     ")   \(error.at.clockText)  \(error.message)\(place)"
                + "     \(error.count) of \(total)    request \(error.request.prefix(8))"
        }
    }

    private var hurt: [String] {
        let judge = rollout.counted
        let probed = rollout.judge.probed
        // The log may know of failed calls that are not counted yet; it does not tell probes apart.
        let inLog = rollout.aftermath?.logged ?? errors.reduce(0) { $0 + $1.count }
        let onlyProbes = judge.candidate.calls == 0 && probed.calls > 0
        let logged = onlyProbes ? 0 : max(0, inLog - probed.failures)
        let failures = max(judge.candidate.failures, logged)
        if rollout.candidateHadTraffic, failures == 0, probed.failures > 0 {
            return [
                " hurt    no user's call; \(candidate) failed \(Numbers.grouped(probed.failures)) of "
                    + Numbers.counted(probed.calls, "probe")
            ]
        }
        // A gate's own calls hurt nobody.
        guard rollout.candidateHadTraffic, failures > 0 else { return [] }
        let calls = max(judge.candidate.calls, failures)
        let end = rollout.finishedAt ?? rollout.lastAt
        let isRead = judge.until.map { $0 >= end.floored(to: rollout.plan.period) } ?? false
        let isWhole = isRead && failures == judge.candidate.failures
        let until = isRead ? "" : judge.until.map { "; counted until \($0.clockText)" } ?? ""
        return [
            " hurt    \(isWhole ? "" : "at least ")\(Numbers.grouped(failures)) of "
                + "\(Numbers.counted(calls, "call")) to \(candidate)\(until)"
        ]
    }

    /// Metrics that came later than the plan reckons with.
    private var late: [String] {
        let lateness = rollout.judge.lateness
        guard lateness > plan.settling else { return [] }
        return [
            " late    metrics came up to \(lateness.words) after their calls, and steps waited for "
                + "them; guards.lag reckons with \(plan.lag.words)"
        ]
    }

    /// The lines of the journal that mean something to a person, in their order.
    private var way: [String] {
        guard var folded = entries.first.flatMap({ Rollout(replaying: [$0]) }) else { return [] }
        var lines: [String] = []
        for entry in entries.dropFirst() {
            folded.apply(entry)
            // What comes after the end is told above.
            if folded.outcome != nil { break }
            if let text = EventLine.text(entry, in: folded) {
                lines.append(" \(entry.at.clockText)   \(text)")
            }
        }
        guard lines.count > Self.wayLinesMax else { return lines }
        let half = Self.wayLinesMax / 2
        return lines.prefix(half) + [" …          \(lines.count - 2 * half) lines more: --events"]
            + lines.suffix(half)
    }

    private static let wayLinesMax = 40

    private var left: [String] {
        guard case .rolledBack = rollout.outcome, plan.work.publishes else { return [] }
        return [
            " left    $LATEST still holds \(candidate)'s code; deploying the same bytes again is "
                + "refused (--retry to force)",
            "         not undone: what \(candidate) wrote elsewhere, and messages already queued",
        ]
    }

    /// The environment, and how to reach it.
    private var here: String { plan.environment + plan.target.options }

    /// The way back; after a rollback by hand, rollback alone would go one further back.
    private var back: String {
        let to = plan.isRollback ? " --to \(plan.stable?.name ?? "")" : ""
        return "sluice rollback \(here)\(to)   # back to \(plan.stable?.text ?? "")"
    }

    private var next: [String] {
        let commands: [String]
        switch rollout.outcome {
        case .promoted, .promotedUnjudged:
            // Out of a split, the version that it went to served before.
            commands =
                plan.stable == nil || plan.stable == rollout.candidate
                ? []
                : [back]
        case .rolledBack:
            commands = [
                "sluice logs \(here) --version \(rollout.candidate?.name ?? "N")",
                "sluice show \(plan.rollout) --events",
            ]
        case .stopped: commands = ["sluice show \(plan.rollout) --events"]
        case .superseded: commands = ["sluice versions \(here)"]
        case nil:
            commands = rollout.nextWhileOpen(isDriven: isDriven).map { Complaint.pasteable($0) }
        }
        return commands.enumerated().map { " \($0.offset == 0 ? "next" : "    ")    \($0.element)" }
    }
}
