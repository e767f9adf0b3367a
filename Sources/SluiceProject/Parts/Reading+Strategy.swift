// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Yams

extension Reading {
    private static let names = ["direct", "all-at-once", "blue-green"]
    private static let shapes = ["name", "steps", "canary", "linear"]

    /// A strategy: a name, or a mapping with a name or a shape.
    mutating func strategy(_ node: Node) -> Located<Strategy>? {
        guard case .mapping = node else {
            guard let name = text(node, "strategy") else { return nil }
            return strategy(named: name).map { Located(value: $0, place: Place(node)) }
        }
        let keys = Self.shapes + ["promoteEarly", "watchAfter", "deadline", "stepTimeout"]
        guard let block = block(node, "strategy", keys: keys) else { return nil }
        var strategy = shape(block)
        if let node = block["promoteEarly"], flag(node, "promoteEarly") == true {
            promoteEarly(&strategy, at: block.place(of: "promoteEarly"))
        }
        if let node = block["watchAfter"] { watchAfter(node, &strategy) }
        strategy?.deadline = block["deadline"].flatMap { duration($0, "deadline") }
        strategy?.stepTimeout = block["stepTimeout"].flatMap { duration($0, "stepTimeout") }
        return strategy.map { Located(value: $0, place: Place(node)) }
    }

    /// A strategy that needs no more than its name.
    mutating func strategy(named name: Located<String>) -> Strategy? {
        switch name.value {
        case "direct": return Strategy(name: "direct", shape: .direct)
        case "all-at-once": return Strategy(name: "all-at-once", shape: .steps([]))
        case "blue-green":
            return Strategy(
                name: "blue-green",
                shape: .steps([]),
                watchAfter: .seconds(600)
            )
        case "canary":
            complain(
                "strategy canary needs its values: canary: {weight: 10%, bake: 5m}",
                at: name.place
            )
        case "linear":
            complain(
                "strategy linear needs its values: linear: {weight: 10%, every: 1m}",
                at: name.place
            )
        default:
            if let preset = Preset.named(name.value) {
                return Strategy(name: name.value, shape: .steps(preset.steps))
            }
            let known = Self.names + ["canary", "linear"] + Preset.all.flatMap(\.spellings)
            complain(
                "unknown strategy '\(name.value)'",
                at: name.place,
                suggestion: Nearest.name(to: name.value, among: known)
            )
        }
        return nil
    }

    private mutating func shape(_ block: Block) -> Strategy? {
        let said = Self.shapes.filter { block[$0] != nil }
        guard said.count == 1, let shape = said.first, let node = block[shape] else {
            let found = said.isEmpty ? "none" : said.joined(separator: " and ")
            complain(
                "strategy must have one of name, steps, canary or linear, not \(found)",
                at: block.place
            )
            return nil
        }
        switch shape {
        case "name": return text(node, "name").flatMap { strategy(named: $0) }
        case "steps":
            return steps(node).map {
                Strategy(name: "steps", shape: .steps($0.steps), approvals: $0.approvals)
            }
        case "canary":
            return step(node, "canary", time: "bake").map {
                Strategy(name: "canary", shape: .steps([$0]))
            }
        default:
            return linear(node).map { Strategy(name: "linear", shape: .steps($0)) }
        }
    }

    private mutating func linear(_ node: Node) -> [Step]? {
        guard let step = step(node, "linear", time: "every") else { return nil }
        let steps = Step.linear(by: step.weight, every: step.bake)
        guard steps.count <= Limits.stepsMax else {
            complain(
                "linear would have \(steps.count) steps; \(Limits.stepsMax) are the most",
                at: Place(node)
            )
            return nil
        }
        return steps
    }

    private mutating func steps(_ node: Node) -> (steps: [Step], approvals: [Approval])? {
        guard let nodes = list(node, "steps") else { return nil }
        guard !nodes.isEmpty, nodes.count <= Limits.stepsMax else {
            complain("steps must be from 1 to \(Limits.stepsMax)", at: Place(node))
            return nil
        }
        var steps: [Step] = []
        var approvals: [Approval] = []
        for node in nodes {
            if case .mapping(let mapping) = node, mapping["approve"] != nil {
                guard let timeout = approve(node) else { continue }
                if approvals.last?.before == steps.count {
                    complain("one approve step follows another: one is enough", at: Place(node))
                }
                approvals.append(Approval(before: steps.count, timeout: timeout))
                continue
            }
            guard let step = step(node, "a step", time: "bake") else { continue }
            if let last = steps.last, step.weight < last.weight {
                complain(
                    "steps must not fall: \(step.weight.percentText) comes after "
                        + last.weight.percentText,
                    at: Place(node)
                )
            }
            steps.append(step)
        }
        return (steps, approvals)
    }

    /// `{approve: {timeout: 4h}}`: how long it waits.
    private mutating func approve(_ node: Node) -> Duration? {
        guard let block = block(node, "a step", keys: ["approve"]), let inner = block["approve"],
            let approve = self.block(inner, "approve", keys: ["timeout"])
        else { return nil }
        guard let timeout = approve["timeout"] else {
            complain("approve needs 'timeout': approve: {timeout: 4h}", at: approve.place)
            return nil
        }
        return duration(timeout, "timeout")
    }

    /// A weight and a time; both must be there.
    private mutating func step(_ node: Node, _ what: String, time: String) -> Step? {
        guard let block = block(node, what, keys: ["weight", time]) else { return nil }
        for key in ["weight", time] where block[key] == nil {
            complain("\(what) needs '\(key)'", at: block.place)
        }
        let weight = block["weight"].flatMap { self.weight($0, "weight") }
        let bake = block[time].flatMap { duration($0, time) }
        guard let weight, let bake else { return nil }
        return Step(weight: weight, bake: bake)
    }

    /// A step may end before its bake: one of the project's own, never one of a preset.
    private mutating func promoteEarly(_ strategy: inout Strategy?, at place: Place) {
        guard let found = strategy else { return }
        if Preset.named(found.name) != nil {
            complain(
                "a preset never promotes early: write canary, linear or steps beside 'promoteEarly'",
                at: place
            )
        } else if found.steps.isEmpty {
            complain("'promoteEarly' needs weighted steps; \(found.name) has none", at: place)
        }
        strategy?.promotesEarly = true
    }

    /// `10m`, or `{calls: 50, for: 24h}` for functions that few call.
    private mutating func watchAfter(_ node: Node, _ strategy: inout Strategy?) {
        guard case .mapping = node else {
            if let watch = duration(node, "watchAfter", allowsZero: true) {
                strategy?.watchAfter = watch
            }
            return
        }
        guard let block = block(node, "watchAfter", keys: ["calls", "for"]) else { return }
        guard let wanted = block["calls"] else {
            complain("watchAfter needs 'calls': {calls: 50, for: 24h}", at: block.place)
            return
        }
        let calls = integer(wanted, "calls", in: 1...Limits.watchedCallsMax)
        let within = block["for"].map { duration($0, "for") } ?? Limits.watchedCallsTime
        guard let calls, let within else { return }
        strategy?.watchAfter = .zero
        strategy?.watchCalls = WatchCalls(calls: calls, within: within)
    }
}
