// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceStats

extension RolloutView {
    /// Projects a rollout as it stands at `now`.
    public init(_ rollout: Rollout, at now: Timestamp) {
        let plan = rollout.plan
        target = plan.target.text
        versions = Self.versions(rollout)
        place = "\(plan.target.account) \(plan.target.region)"
        self.rollout = plan.rollout
        by = Self.shortIdentity(plan.by)
        self.now = now
        changes = plan.changes.map(\.text)
        stages = Self.stages(rollout, at: now)
        end = Self.end(rollout, at: now)
        rows = Self.rows(rollout)
        let isJudged = rollout.judgesFailures && rollout.candidateHadTraffic && plan.stable != nil
        evidence = isJudged ? rollout.judge.concluded.evidence.log10 : nil
        data = rollout.judge.until.map {
            "\(plan.metricPeriod == 1 ? "seconds" : "CloudWatch minutes"), complete to \($0.clockText)"
        }
        canSee = Self.canSee(rollout)
        hold = rollout.hold.map { "\(rollout.holdText($0.reason)), since \($0.since.clockText)" }
        next = Self.next(rollout, at: now)
        driver =
            plan.onInterrupt == .leave
            ? "this process; safe to stop with Ctrl-C (resume: sluice resume \(plan.rollout))"
            : "this process; Ctrl-C gives all calls back to the stable version"
        outcome = rollout.outcome.map { outcome in
            [outcome.word, outcome.reason?.text].compactMap { $0 }.joined(separator: ": ")
        }
    }

    private static func versions(_ rollout: Rollout) -> String {
        let to = rollout.candidate?.text ?? "next"
        return rollout.plan.stable.map { "\($0.text) → \(to)" } ?? to
    }

    /// The name at the end of an identity's ARN; anything else as it is.
    private static func shortIdentity(_ identity: String) -> String {
        identity.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? identity
    }

    private static func stages(_ rollout: Rollout, at now: Timestamp) -> [Stage] {
        if let descent = rollout.descent { return stages(descent, of: rollout, at: now) }
        let plan = rollout.plan
        let isOver = rollout.outcome != nil || rollout.rollingBack != nil
        func broken(_ state: Stage.State) -> Stage.State {
            if isOver, case .current = state { return .broken }
            return state
        }
        var stages = [preparation(rollout)]
        for (index, step) in rollout.plannedSteps.enumerated() {
            let record = rollout.steps.indices.contains(index) ? rollout.steps[index] : nil
            let elapsed = record?.shiftedAt.map { $0.duration(to: record?.endedAt ?? now) }
            let bake = step.bake * (1 + (record?.extensions ?? 0))
            let state: Stage.State =
                switch record?.end {
                case .baked, .early, .unjudged, .promoted: .done
                case .rolledBack, .aborted: .broken
                case nil:
                    record == nil
                        ? .ahead : .current(progress: share(elapsed ?? .zero, of: bake))
                }
            stages.append(
                Stage(
                    title: step.weight.text,
                    length: bake,
                    elapsed: elapsed,
                    state: broken(state)
                )
            )
        }
        if !plan.strategy.isDirect {
            let isThere = rollout.completedAt != nil
            let state: Stage.State =
                isThere ? .done : rollout.isCompleting ? .current(progress: 0) : .ahead
            stages.append(Stage(title: "100 %", state: broken(state)))
        }
        if plan.strategy.watchAfter > .zero {
            let elapsed = rollout.completedAt.map { $0.duration(to: rollout.finishedAt ?? now) }
            let state: Stage.State =
                elapsed.map { .current(progress: share($0, of: plan.strategy.watchAfter)) }
                ?? .ahead
            let length = plan.strategy.watchAfter
            let isDone = rollout.outcome == .promoted
            stages.append(
                Stage(
                    title: "watch",
                    length: length,
                    elapsed: elapsed,
                    state: isDone ? .done : broken(state)
                )
            )
        }
        return stages
    }

    private static func preparation(_ rollout: Rollout) -> Stage {
        let gates = rollout.plan.gates.indices.filter { rollout.plan.gates[$0].place == .before }
        let passed = gates.filter { rollout.gates[$0]?.passed == true }.count
        let failed = gates.contains { rollout.gates[$0]?.passed == false }
        let title: String
        if rollout.candidate == nil {
            title = "publish"
        } else {
            title = gates.isEmpty ? "ready" : "gates \(passed)/\(gates.count)"
        }
        let isDone =
            rollout.step != nil || (rollout.plan.strategy.isDirect && rollout.outcome == .promoted)
        let state: Stage.State =
            failed || (rollout.rollingBack != nil && !isDone)
            ? .broken : isDone ? .done : .current(progress: 0)
        return Stage(title: title, state: state)
    }

    static func share(_ elapsed: Duration, of whole: Duration) -> Double {
        whole <= .zero ? 1 : min(1, max(0, elapsed.inSeconds / whole.inSeconds))
    }

    private static func end(_ rollout: Rollout, at now: Timestamp) -> Timestamp? {
        guard rollout.outcome == nil, rollout.rollingBack == nil else { return nil }
        if let descent = rollout.descent { return end(descent, of: rollout, at: now) }
        var left = Duration.zero
        for (index, step) in rollout.plannedSteps.enumerated() {
            let record = rollout.steps.indices.contains(index) ? rollout.steps[index] : nil
            if record?.end != nil { continue }
            let passed = record?.shiftedAt.map { $0.duration(to: now) } ?? .zero
            left += max(.zero, step.bake * (1 + (record?.extensions ?? 0)) - passed)
        }
        let watched = rollout.completedAt.map { $0.duration(to: now) } ?? .zero
        left += max(.zero, rollout.plan.strategy.watchAfter - watched)
        return now.advanced(by: left)
    }

    private static func rows(_ rollout: Rollout) -> [Row] {
        guard let traffic = rollout.servedTraffic else { return [] }
        var rows: [Row] = []
        if let stable = rollout.plan.stable {
            rows.append(
                Row(
                    version: stable.text,
                    role: "stable",
                    weight: traffic.weight(of: stable),
                    counts: rollout.judge.stable
                )
            )
        }
        if let candidate = rollout.candidate, candidate != rollout.plan.stable {
            rows.append(
                Row(
                    version: candidate.text,
                    role: "candidate",
                    weight: traffic.weight(of: candidate),
                    counts: rollout.judge.candidate
                )
            )
        }
        return rows
    }

    private static func canSee(_ rollout: Rollout) -> String? {
        guard rollout.outcome == nil, let step = rollout.step,
            rollout.plannedSteps.indices.contains(step), rollout.steps.indices.contains(step),
            let from = rollout.judge.judgedFrom, let until = rollout.judge.until,
            let shiftedAt = rollout.steps[step].shiftedAt
        else { return nil }
        // From the first window that is judged to the end of the bake.
        let end = shiftedAt.advanced(by: rollout.plannedSteps[step].bake)
        let bake = from.duration(to: end)
        let seen = from.duration(to: until).inSeconds
        let calls = rollout.judge.candidateOfStep.calls
        guard seen >= 1, calls > 0 else { return nil }
        let expected = Int(Double(calls) * max(1, bake.inSeconds / seen))
        let weight = rollout.plannedSteps[step].weight
        guard
            let needed = rollout.judge.evidence.failuresNeeded(
                at: weight,
                alpha: rollout.plan.guards.alpha
            ), needed > 0,
            let rate = CombinedEvidence.detectable(
                calls: expected,
                failuresNeeded: needed,
                power: 0.95
            )
        else { return nil }
        let shown = Numbers.percent(Numbers.roundedUp(rate))
        return "by the end of this step \(shown) failures or more (95 % sure)"
    }

    private static func next(_ rollout: Rollout, at now: Timestamp) -> String? {
        guard rollout.outcome == nil else { return nil }
        if rollout.rollingBack != nil {
            return "all calls to \(rollout.plan.stable?.text ?? "nobody")"
        }
        if case .drift(let found) = rollout.hold?.reason {
            // A person is waited for: both answers, as they are typed.
            let name = rollout.plan.rollout
            let adopt = rollout.adoptable(found).map { _ in "sluice resume \(name) --adopt, or " }
            return (adopt ?? "") + "sluice abort \(name)"
        }
        if let descent = rollout.descent { return next(descent, of: rollout) }
        guard rollout.hold == nil, let step = rollout.step,
            rollout.plannedSteps.indices.contains(step), rollout.steps.indices.contains(step),
            let shiftedAt = rollout.steps[step].shiftedAt
        else { return nil }
        let bake = rollout.plannedSteps[step].bake * (1 + rollout.steps[step].extensions)
        let after =
            rollout.plannedSteps.indices.contains(step + 1)
            ? rollout.plannedSteps[step + 1].weight.text : "100 %"
        let name = rollout.candidate?.text ?? "the candidate"
        return "\(shiftedAt.advanced(by: bake).clockText)  \(name) to \(after)"
    }
}

extension Change {
    /// `Timeout 3 → 10`, `Environment.TABLE (new) orders`.
    public var text: String {
        let stray = isInLatest ? " (in $LATEST already)" : ""
        switch (before, after) {
        case (let before?, let after?): return "\(property) \(before) → \(after)\(stray)"
        case (nil, let after?): return "\(property) (new) \(after)\(stray)"
        case (_, nil): return "\(property) removed\(stray)"
        }
    }
}
