// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Yams

// Sluice's own calls to both versions (`probes`), and where calls are looked for (`observe`).
extension Reading {
    mutating func observe(_ node: Node) -> ObservationChoice? { choice(node, "observe") }

    mutating func probes(_ node: Node) -> ProbesPart? {
        guard let block = block(node, "probes", keys: ["rate", "payload"]) else { return nil }
        guard let rate = block["rate"] else {
            complain("probes needs 'rate': 1/s or 6/m, for example", at: block.place)
            return nil
        }
        guard let every = pause(rate) else { return nil }
        return ProbesPart(every: every, payload: payload(block["payload"]))
    }

    /// The probes of an environment, with the file of their payload read.
    mutating func probes(_ part: EnvironmentPart, in scope: Scope) -> Probes? {
        guard let probes = part.probes else { return nil }
        switch probes.payload {
        case .value(let value): return Probes(every: probes.every, payload: value)
        case .file(let path):
            return payload(path, directory: scope.directory).map {
                Probes(every: probes.every, payload: $0)
            }
        }
    }

    /// The time between two probes, from `2/s`, `6/m` or `1/h`.
    private mutating func pause(_ node: Node) -> Duration? {
        let parts = (scalar(node) ?? "").split(separator: "/", omittingEmptySubsequences: false)
        let units = ["s": 1, "m": 60, "h": 3600]
        guard parts.count == 2, let count = Int(parts[0]), let seconds = units[String(parts[1])],
            count > 0, count <= seconds * Limits.probesPerSecondMax
        else {
            let wanted = "a rate such as 1/s, 6/m or 1/h, at most \(Limits.probesPerSecondMax)/s"
            complain("rate", mustBe: wanted, found: node)
            return nil
        }
        return .milliseconds(seconds * 1000 / count)
    }
}
