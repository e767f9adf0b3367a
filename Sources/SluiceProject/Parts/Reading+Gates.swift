// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Yams

extension Reading {
    mutating func gates(_ node: Node) -> [GatePart] {
        guard let nodes = list(node, "gates") else { return [] }
        var gates: [GatePart] = []
        for node in nodes {
            if let gate = gate(node) { gates.append(gate) }
        }
        return gates
    }

    /// Complains of gates whose step is none of the strategy's.
    mutating func check(_ gates: [GatePart], standIn steps: [Step]) {
        for gate in gates {
            guard case .step(let weight) = gate.place.value,
                !steps.contains(where: { $0.weight == weight })
            else { continue }
            let known = steps.map(\.weight.percentText).joined(separator: ", ")
            complain(
                "no step has the weight \(weight.percentText); "
                    + (known.isEmpty ? "the strategy has no steps" : "there are \(known)"),
                at: gate.place.place
            )
        }
    }

    private mutating func gate(_ node: Node) -> GatePart? {
        let keys = ["invoke", "run", "url", "at", "timeout"]
        guard let block = block(node, "a gate", keys: keys) else { return nil }
        let said = ["invoke", "run", "url"].filter { block[$0] != nil }
        let place = block["at"].flatMap { self.place($0) }
        let timeout = block["timeout"].flatMap { duration($0, "timeout") }
        guard said.count == 1, let kind = said.first, let node = block[kind] else {
            let found = said.isEmpty ? "none" : said.joined(separator: " and ")
            complain("a gate must have one of invoke, run or url, not \(found)", at: block.place)
            return nil
        }
        let check: GatePart.Check?
        switch kind {
        case "invoke": check = invoke(node)
        case "run": check = text(node, "run").map { .run($0.value) }
        default: check = template(node, "url").map { .url($0) }
        }
        guard let check else { return nil }
        return GatePart(
            place: place ?? Located(value: .before, place: block.place),
            check: check,
            timeout: timeout ?? .seconds(60)
        )
    }

    private mutating func place(_ node: Node) -> Located<Gate.Place>? {
        switch scalar(node) {
        case "before": return Located(value: .before, place: Place(node))
        case "after": return Located(value: .after, place: Place(node))
        case let text?:
            guard let weight = Weight(percentText: text) else { break }
            return Located(value: .step(weight), place: Place(node))
        case nil: break
        }
        complain("at", mustBe: "before, after or the weight of a step", found: node)
        return nil
    }

    private mutating func invoke(_ node: Node) -> GatePart.Check? {
        guard let block = block(node, "invoke", keys: ["payload", "expect"]) else { return nil }
        let payload = payload(block["payload"])
        let expectation = block["expect"].map { self.expectation($0) } ?? Expectation()
        return .invoke(payload, expectation)
    }

    /// A payload: a text names a file, anything else is the payload itself.
    mutating func payload(_ node: Node?) -> GatePart.Payload {
        guard let node else { return .value(.map([:])) }
        let said = value(node, "payload")
        guard case .string(let path) = said else { return .value(said) }
        return .file(Located(value: path, place: Place(node)))
    }

    private mutating func expectation(_ node: Node) -> Expectation {
        let keys = ["payload", "equals", "path", "matches", "status", "within", "logLacks"]
        guard let block = block(node, "expect", keys: keys) else { return Expectation() }
        var paths: [String: PropertyValue] = [:]
        if let node = block["path"], let block = names(node, "path") {
            for key in block.keys {
                guard let node = block[key.value] else { continue }
                if !key.value.hasPrefix("$.") {
                    complain("a path must begin with '$.', not '\(key.value)'", at: key.place)
                }
                paths[key.value] = value(node, key.value)
            }
        }
        return Expectation(
            payload: block["payload"].map { value($0, "payload") },
            equals: block["equals"].map { value($0, "equals") },
            path: paths,
            matches: block["matches"].flatMap { pattern($0) },
            status: block["status"].flatMap { integer($0, "status", in: 100...599) },
            within: block["within"].flatMap { duration($0, "within") },
            logLacks: block["logLacks"].flatMap { text($0, "logLacks")?.value }
        )
    }

    private mutating func pattern(_ node: Node) -> String? {
        guard let text = text(node, "matches") else { return nil }
        do {
            _ = try Regex(text.value)
            return text.value
        } catch {
            complain("matches", mustBe: "a regular expression", found: node)
            return nil
        }
    }
}
