// SPDX-License-Identifier: Apache-2.0
import SluiceSimulation
import Testing

/// Random plans, worlds and faults, each from one seed, under checkers that know nothing of the
/// driver.
///
/// `make sim SEEDS=20000` looks at more of them, `FROM=50000` at others, and `make sim SEED=7`
/// replays one.
@Suite struct SwarmTests {
    /// How many seeds each run looks at, from the first: a minute or so of a debug build.
    static let seedsOfCI = 4_000

    @Test func `random rollouts in random worlds keep every invariant`() async throws {
        let one = Search.number("SEED")
        let first = one ?? Search.number("FROM") ?? 1
        let count = one == nil ? Search.number("SEEDS") ?? Self.seedsOfCI : 1
        let seeds = first...(first + count - 1)
        let (swarm, rate) = try await Self.search(seeds)
        Self.tell(swarm, isOne: one != nil)
        print("| \(rate) rollouts a second and core")
        #expect(swarm.failures.map(\.seed).prefix(20) == [])
        // A fault that does not strike is not looked for.
        if count >= Self.seedsOfCI { #expect(swarm.coverage.gaps == []) }
    }

    @Test(arguments: Seeds.found)
    func `a seed that once broke an invariant keeps it now`(found: Seeds.Found) throws {
        var swarm = Swarm(extras: found.extras)
        try swarm.search(found.seed)
        #expect(swarm.failures.map(\.text) == [], "\(found.story)")
    }

    /// Looks at these seeds on all cores; with the rollouts in a second and core.
    private static func search(_ seeds: ClosedRange<Int>) async throws -> (Swarm, rate: String) {
        let found = try await Search.inLanes { lane, lanes in
            var swarm = Swarm()
            for seed in seeds where seed % lanes == lane { try swarm.search(UInt64(seed)) }
            return swarm
        }
        let swarm = found.results.reduce(into: Swarm()) { $0.merge($1) }
        return (swarm, found.rate(seeds.count))
    }

    /// Prints what was found, and what was met on the way.
    private static func tell(_ swarm: Swarm, isOne: Bool) {
        for failure in swarm.failures.prefix(3) {
            print(failure.text.split(separator: "\n").map { "| \($0)" }.joined(separator: "\n"))
            print("| replay: make sim SEED=\(failure.seed)")
        }
        print("| swarm of \(swarm.coverage.runs) seeds, \(swarm.failures.count) failed")
        for (rule, found) in swarm.rules { print("|   \(rule): \(found.count) seeds, \(found)") }
        if !isOne { print(swarm.coverage.table) }
    }
}

extension Swarm {
    /// The seeds that broke each invariant.
    fileprivate var rules: [(String, [UInt64])] {
        Checker.Rule.allCases.compactMap { rule in
            let seeds = failures.filter { $0.violations.contains { $0.rule == rule } }
                .map(\.seed)
            return seeds.isEmpty ? nil : (rule.rawValue, Array(seeds.prefix(8)))
        }
    }
}
