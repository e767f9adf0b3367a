// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceSimulation
import Testing

/// The real driver, platform and model, killed at every seam call, before and after its effect.
@Suite struct CrashSweepTests {
    /// A plan and a world for it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var strategy = Strategy(
            name: "steps",
            shape: .steps([
                Step(weight: .percent(10), bake: .seconds(6)),
                Step(weight: .percent(50), bake: .seconds(4)),
            ])
        )
        var failureRate = 0.0
        var failuresFrom: Int64 = 0
        var isBroken = false
        var isFirst = false
        var abortAfter: Duration?
        var expected: String
        var testDescription: String { name }

        func world(seed: UInt64) throws -> SimWorld {
            var profile = SimWorld.Profile()
            profile.failureRates = ["new": failureRate]
            profile.failuresFrom = failuresFrom
            profile.broken = isBroken ? ["new"] : []
            let world = SimWorld(seed: seed, profile: profile)
            if !isFirst { try world.deployFirst(code: "old") }
            let gate = Gate(
                name: "invoke",
                check: .invoke(payload: .map([:]), expect: Expectation())
            )
            try world.open(code: "new", strategy: strategy, gates: [gate])
            if let abortAfter {
                world.ask(
                    Request(
                        id: "1",
                        verb: .abort,
                        who: "mira",
                        at: world.now.advanced(by: abortAfter)
                    )
                )
            }
            return world
        }
    }

    static let allAtOnce = Strategy(name: "all-at-once", shape: .steps([]))
    static let cases = [
        Case(name: "good canary", expected: "promoted"),
        Case(name: "bad canary", failureRate: 0.5, expected: "rolledBack"),
        Case(name: "late bad canary", failureRate: 0.5, failuresFrom: 9, expected: "rolledBack"),
        Case(name: "broken at the gate", isBroken: true, expected: "stopped"),
        Case(name: "all at once", strategy: allAtOnce, expected: "promoted"),
        Case(name: "first deployment", isFirst: true, expected: "promoted"),
        Case(name: "aborted in the bake", abortAfter: .seconds(4), expected: "rolledBack"),
    ]

    @Test(arguments: cases)
    func `killed at every call, a new driver ends it the same`(sample: Case) throws {
        let reference = try sample.world(seed: 7)
        guard case .returned(.finished(let outcome)) = SimProcess(reference).drive() else {
            Issue.record("the unkilled rollout did not finish")
            return
        }
        #expect(outcome.word == sample.expected)
        var kills = 0
        for number in 1...Self.killsMax {
            let world = try sample.world(seed: 7)
            guard case .killed = SimProcess(world, killAt: number).drive() else { break }
            kills += 1
            guard case .returned(.finished(let again)) = SimProcess(world).drive() else {
                Issue.record("kill \(number): the new driver did not finish")
                return
            }
            #expect(again.word == outcome.word, "kill \(number)")
            #expect(world.traffic == reference.traffic, "kill \(number)")
            #expect(world.publishedVersions == reference.publishedVersions, "kill \(number)")
            let weights = Self.weights(world)
            #expect(weights == Self.weights(reference), "kill \(number)")
        }
        #expect(kills > 20)
    }

    static let killsMax = 1_000

    /// What the alias served, one after the other.
    static func weights(_ world: SimWorld) -> [String] { world.writes.map { $0.traffic.text } }

    @Test func `a bad candidate loses its traffic within five seconds`() throws {
        let world = try Self.cases[1].world(seed: 11)
        _ = SimProcess(world).drive()
        let writes = world.writes
        #expect(writes.count == 2)
        #expect(writes[0].at.duration(to: writes[1].at) <= .seconds(5))
    }

    @Test func `a step lasts at least its bake`() throws {
        let world = try Self.cases[0].world(seed: 3)
        _ = SimProcess(world).drive()
        let writes = world.writes
        #expect(writes.count == 3)
        #expect(writes[0].at.duration(to: writes[1].at) >= .seconds(6))
        #expect(writes[1].at.duration(to: writes[2].at) >= .seconds(4))
    }

    @Test func `a small swarm of healthy rollouts is promoted`() throws {
        for seed in UInt64(1)...40 {
            let world = try Self.cases[0].world(seed: seed)
            guard case .returned(.finished(let outcome)) = SimProcess(world).drive() else {
                Issue.record("seed \(seed): did not finish")
                return
            }
            #expect(outcome == .promoted, "seed \(seed)")
        }
    }
}
