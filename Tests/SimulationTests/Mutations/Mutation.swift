// SPDX-License-Identifier: Apache-2.0
import SluiceSimulation
import Testing

/// A driver that is broken on purpose, and the invariant that it breaks.
struct Mutation: Sendable, CustomTestStringConvertible {
    var rule: Checker.Rule
    var story: String
    var parts: SimProcess.Parts

    var testDescription: String { "\(rule.rawValue): \(story)" }

    init(_ rule: Checker.Rule, _ story: String, _ parts: SimProcess.Parts) {
        self.rule = rule
        self.story = story
        self.parts = parts
    }

    static let all = moves + calls + processes

    /// The first seed whose run shows it.
    func firstSeed(of seeds: ClosedRange<UInt64>) throws -> UInt64? {
        for seed in seeds {
            var swarm = Swarm(parts: parts)
            try swarm.search(seed)
            let rules = swarm.failures.flatMap { $0.violations.map(\.rule) }
            if rules.contains(rule) { return seed }
        }
        return nil
    }
}
