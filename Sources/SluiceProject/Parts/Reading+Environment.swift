// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import Yams

extension Reading {
    mutating func environment(
        _ name: Located<String>,
        _ node: Node,
        function: FunctionPart
    ) -> EnvironmentPart {
        var part = EnvironmentPart(
            name: name,
            isProtected: ["production", "prod"].contains(name.value),
            function: function
        )
        if name.value.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) == nil {
            complain(
                "an environment's name is 1 to 64 letters, digits, '-' or '_', not '\(name.value)'",
                at: name.place
            )
        }
        let keys = [
            "protected", "alias", "account", "regions", "function", "strategy", "gates", "guards",
            "observe", "onHold", "probes",
        ]
        let unsupported = ["assumeRole", "keep", "windows", "bypass", "notify"]
        let what = "environment \(name.value)"
        // An environment that only has a name has all defaults.
        if case .scalar(let scalar) = node, scalar.string.isEmpty { return part }
        guard let block = block(node, what, keys: keys, unsupported: unsupported) else {
            return part
        }
        if let node = block["protected"], let flag = flag(node, "protected") {
            part.isProtected = flag
        }
        part.alias = block["alias"].flatMap { template($0, "alias") }
        part.account = block["account"].flatMap { template($0, "account") }
        part.region = block["regions"].flatMap { region($0) }
        if let node = block["function"] {
            part.function = function.overridden(by: self.function(node))
        }
        part.strategy = block["strategy"].flatMap { strategy($0) }
        part.gates = block["gates"].map { gates($0) } ?? []
        part.guards = block["guards"].map { guards($0) } ?? Guards()
        part.onHold = block["onHold"].map { onHold($0) } ?? HoldPolicy()
        if let node = block["observe"], let choice = observe(node) { part.observe = choice }
        part.probes = block["probes"].flatMap { probes($0) }
        if part.onHold.quiet == .probe, block["probes"] == nil {
            complain(
                "'quiet: probe' needs probes: {rate: 1/s, payload: …}",
                at: block.place(of: "onHold")
            )
        }
        checkWhole(part, strategyWasRead: part.strategy != nil || block["strategy"] == nil)
        return part
    }

    /// What only the parts together can get wrong.
    private mutating func checkWhole(_ part: EnvironmentPart, strategyWasRead: Bool) {
        guard strategyWasRead else { return }
        let strategy = part.effectiveStrategy
        check(part.gates, standIn: strategy.steps)
        if !strategy.isDirect, part.alias == nil, !part.isProtected {
            complain(
                "strategy \(strategy.name) needs an alias, and environment "
                    + "\(part.name.value) has none",
                at: part.strategy?.place ?? part.name.place
            )
        }
    }

    private mutating func region(_ node: Node) -> Located<Template>? {
        guard let nodes = list(node, "regions") else { return nil }
        guard let first = nodes.first else {
            complain("regions must name a region", at: Place(node))
            return nil
        }
        if nodes.count > 1 { refuse("more than one region", at: Place(nodes[1])) }
        return template(first, "a region")
    }
}
