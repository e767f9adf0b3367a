// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// A plan in words: what would happen, why, how long it takes, what it cannot see.
enum PlanWords {
    /// What is created.
    static func created(_ plan: Plan) -> [String] {
        var created: [String] = []
        if plan.work.createsFunction { created.append("function") }
        if plan.work.createsAlias { created.append("alias") }
        return created
    }

    /// The weighted steps that are taken: none where nothing serves yet.
    static func steps(_ plan: Plan) -> [Step] { plan.stable == nil ? [] : plan.strategy.steps }

    /// Whether it is judged after 100 %.
    static func isWatched(_ plan: Plan) -> Bool {
        plan.strategy.watchAfter > .zero || plan.strategy.watchCalls != nil
    }

    /// What the judge cannot see in this rollout.
    static func cannotSee(_ plan: Plan, scene: Scene) -> [String] {
        if plan.strategy.isDirect { return ["anything: a direct update is not judged"] }
        if plan.stable == nil {
            let waits = plan.strategy.approvals.isEmpty ? "" : ", approvals"
            return ["a comparison: nothing serves yet, so steps\(waits) and guards are left out"]
        }
        if steps(plan).isEmpty, !isWatched(plan) {
            return ["anything after the gates: \(plan.strategy.name) is not judged"]
        }
        var blind = Plan.unseenFailures(plan.guards, callers: scene.callers)
        if let because = plan.sight?.because {
            blind.append("the logs, which observe: asks for: \(because); metrics are read")
        }
        if let why = plan.whyLatencyIsNotJudged { blind.append("latency cannot be judged: \(why)") }
        let forecast = Forecast(plan, history: scene.history, lastHour: scene.lastHour)
        return blind + (forecast?.quietSteps ?? []).map { quiet($0, plan) }
    }

    /// What a step with few calls leaves unseen: probes are judged as calls are, and see only what
    /// their own payload brings up.
    private static func quiet(_ part: Forecast.StepPart, _ plan: Plan) -> String {
        let calls = Numbers.counted(part.calls, "call")
        let start = "\(part.step.weight.text): about \(calls) to the candidate in "
        guard plan.probes != nil else {
            return start + "\(part.step.bake.words); under 20 are not judged"
        }
        let probes = plan.probes(in: part.step)
        if plan.onHold.quiet != .probe, part.calls + probes < SluiceCore.Limits.judgedCallsMin {
            return start
                + "\(part.step.bake.words) and \(Numbers.counted(probes, "probe")); under 20 "
                + "together are not judged"
        }
        return start + "\(part.step.bake.words): what probes do not bring up"
    }

    /// The plan's lines, without those of the place.
    static func lines(
        _ plan: Plan,
        scene: Scene?,
        alarms: [AlarmFinding] = []
    ) -> [String] {
        let from = plan.stable?.text ?? "nothing"
        let to = plan.candidate?.text ?? (plan.strategy.isDirect ? "$LATEST" : "the next version")
        var lines = ["\(plan.target.text)   \(from) → \(to)   \(plan.strategy.name)"]
        if let reason = plan.hotfix { lines.append(" hotfix   without bakes: \(reason)") }
        let created = created(plan)
        if !created.isEmpty { lines.append(" create   \(created.joined(separator: ", "))") }
        lines += labelled("change", changes(plan))
        lines.append(" publish  \(publishing(plan))")
        if !plan.strategy.isDirect { lines.append(" steps    \(way(plan))") }
        lines += labelled("gates", plan.gates.map(gate))
        if plan.stable != nil, !plan.strategy.isDirect { lines += labelled("guards", guards(plan)) }
        lines += labelled("alarms", alarms.map { "\($0.text): \($0.why)" })
        if let scene {
            lines += ForecastWords(plan: plan, scene: scene).lines
            lines += labelled("blind", cannotSee(plan, scene: scene))
        }
        return lines
    }

    /// Where a rollout writes, and as whom: printed before anything is written.
    static func place(_ target: Target, identity: String?) -> String {
        "account \(target.account)   region \(target.region)   "
            + "endpoint \(target.endpoint ?? "AWS")   as \(identity ?? "unknown")"
    }

    private static func changes(_ plan: Plan) -> [String] {
        if plan.work.createsFunction { return ["everything: the function is new"] }
        let changes = plan.changes.map(\.text)
        return changes.isEmpty ? ["nothing that a version holds"] : changes
    }

    private static func publishing(_ plan: Plan) -> String {
        if plan.strategy.isDirect { return "no: $LATEST is updated in place" }
        guard plan.work.publishes else {
            return "no: \(plan.candidate?.text ?? "the version") is there already"
        }
        let because = plan.changes.map(\.property)
        return because.isEmpty ? "yes" : "yes, because of \(because.joined(separator: ", "))"
    }

    private static func way(_ plan: Plan) -> String {
        let stops = steps(plan).map { "\($0.weight.text) for \($0.bake.words)" } + ["100 %"]
        let stages = stops.enumerated().flatMap { index, stop in
            plan.approvals.filter { $0.before == index }
                .map { "approval within \($0.timeout.words)" } + [stop]
        }
        var way = stages.joined(separator: " ▸ ")
        if let watch = plan.strategy.watchCalls {
            way += " ▸ watch \(watch.calls) calls, \(watch.within.words) at most"
        } else if plan.strategy.watchAfter > .zero {
            way += " ▸ watch \(plan.strategy.watchAfter.words)"
        }
        let time = plan.expectedDuration
        return time > .zero ? "\(way)   at least \(time.words)" : way
    }

    private static func guards(_ plan: Plan) -> [String] {
        var guards: [String] = []
        if !plan.guards.failures.isEmpty {
            let sources = plan.guards.failures.map(\.words).joined(separator: ", ")
            guards.append(
                "failed calls (\(sources)), with at most \(Numbers.percent(plan.guards.alpha)) "
                    + "false rollbacks"
            )
        }
        if let margin = plan.guards.latencyMargin {
            let blind = plan.whyLatencyIsNotJudged == nil ? "" : ": not judged, see blind"
            guards.append(
                "latency, over \(Numbers.percent(margin)) slower than the stable version\(blind)"
            )
        }
        if plan.guards.throttles { guards.append("throttled calls") }
        if let probes = plan.probes {
            let when = plan.onHold.quiet == .probe ? "in a quiet step" : "in each step"
            guards.append("probes \(when), every \(probes.every.words) to both versions")
        }
        return guards
            + plan.guards.alarms.map { alarm in
                let overridden = plan.alarmOverrides?.first { $0.name == alarm.name }
                return "alarm \(alarm.name)" + (alarm.isOptional ? ", optional" : "")
                    + (overridden.map { ", red now and overridden: \($0.reason)" } ?? "")
            }
    }

    private static func gate(_ gate: Gate) -> String {
        switch gate.place {
        case .before: "\(gate.name)   before any traffic"
        case .step(let weight): "\(gate.name)   after the step at \(weight.text)"
        case .after: "\(gate.name)   after 100 %"
        }
    }

    static func labelled(_ label: String, _ entries: [String]) -> [String] {
        entries.enumerated().map { index, entry in
            " " + CellWidth.pad(index == 0 ? label : "", to: 9) + entry
        }
    }
}

extension FailureSource {
    /// `function`, `log { $.status >= 500 }`, `metric Orders/Failures`.
    fileprivate var words: String {
        switch self {
        case .function: "function"
        case .log(let pattern): "log \(pattern)"
        case .metric(let metric): "metric \(metric.namespace)/\(metric.name)"
        }
    }
}
