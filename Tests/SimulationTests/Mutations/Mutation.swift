// SPDX-License-Identifier: Apache-2.0
import SluiceSimulation
import Testing

/// A driver that is broken on purpose, and the invariant that it breaks.
struct Mutation: Sendable, CustomTestStringConvertible {
    var rule: Checker.Rule
    var story: String
    var parts: SimProcess.Parts
    /// Where it shows: among these faults.
    var allowed: [Fault]

    var testDescription: String { "\(rule.rawValue): \(story)" }

    init(
        _ rule: Checker.Rule,
        _ story: String,
        _ parts: SimProcess.Parts,
        amid allowed: [Fault] = Fault.allCases
    ) {
        self.rule = rule
        self.story = story
        self.parts = parts
        self.allowed = allowed
    }

    static let all = moves + calls + processes + judging

    /// The first seed whose run shows it.
    func firstSeed(of seeds: ClosedRange<UInt64>) throws -> UInt64? {
        for seed in seeds {
            var swarm = Swarm(allowed: allowed, parts: parts)
            try swarm.search(seed)
            let rules = swarm.failures.flatMap { $0.violations.map(\.rule) }
            if rules.contains(rule) { return seed }
        }
        return nil
    }
}
