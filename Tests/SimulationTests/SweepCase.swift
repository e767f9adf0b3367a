// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceSimulation
import Testing

/// A plan and a world for it, in which nothing goes wrong but kills.
struct SweepCase: Sendable, CustomTestStringConvertible {
    /// What is there before.
    enum Start: Sendable { case served, noAlias, noFunction, published, promoted }

    var name: String
    var strategy = Self.canary
    var start = Start.served
    var failureRate = 0.0
    var failuresFrom: Int64 = 0
    var isBroken = false
    var asked: [(verb: Request.Verb, after: Duration)] = []
    var callsPerSecond = 60
    /// The step at which it is left open.
    var until: String?
    /// What else is asked for.
    var change: @Sendable (inout Intent) -> Void = { _ in }
    var expected: String
    var testDescription: String { name }

    static func named(_ name: String) throws -> SweepCase {
        try #require(all.first { $0.name == name })
    }

    static let canary = Strategy(
        name: "steps",
        shape: .steps([
            Step(weight: .percent(10), bake: .seconds(6)),
            Step(weight: .percent(50), bake: .seconds(4)),
        ])
    )
    static let allAtOnce = Strategy(name: "all-at-once", shape: .steps([]))
    static let blueGreen = Strategy(
        name: "blue-green",
        shape: .steps([]),
        watchAfter: .seconds(5)
    )
    static let direct = Strategy(name: "direct", shape: .direct)
    static let linear = Strategy(
        name: "linear",
        shape: .steps([20, 40, 60, 80].map { Step(weight: .percent($0), bake: .seconds(3)) })
    )
    static let free = Strategy(
        name: "steps",
        shape: .steps([
            Step(weight: Weight(basisPoints: 250), bake: .seconds(5)),
            Step(weight: .percent(33), bake: .seconds(3)),
            Step(weight: .percent(90), bake: .seconds(3)),
        ]),
        watchAfter: .seconds(3)
    )

    static let all =
        kinds("canary", canary) + kinds("linear", linear, lateFrom: 9) + kinds("steps", free) + [
            SweepCase(
                name: "good blue-green",
                strategy: blueGreen,
                expected: "promoted"
            ),
            SweepCase(
                name: "bad blue-green",
                strategy: blueGreen,
                failureRate: 0.5,
                expected: "rolledBack"
            ),
            SweepCase(
                name: "late bad blue-green",
                strategy: blueGreen,
                failureRate: 0.5,
                failuresFrom: 4,
                expected: "rolledBack"
            ),
            SweepCase(name: "all at once", strategy: allAtOnce, expected: "promoted"),
            SweepCase(
                name: "all at once, broken at the gate",
                strategy: allAtOnce,
                isBroken: true,
                expected: "stopped"
            ),
            SweepCase(name: "direct", strategy: direct, expected: "promoted"),
            SweepCase(
                name: "direct, broken at the gate",
                strategy: direct,
                isBroken: true,
                expected: "stopped"
            ),
            SweepCase(name: "first alias", start: .noAlias, expected: "promoted"),
            SweepCase(name: "first function", start: .noFunction, expected: "promoted"),
            SweepCase(
                name: "first function, broken at the gate",
                start: .noFunction,
                isBroken: true,
                expected: "stopped"
            ),
            SweepCase(
                name: "aborted in the bake",
                asked: [(.abort, .seconds(4))],
                expected: "rolledBack"
            ),
            SweepCase(
                name: "paused and resumed",
                asked: [(.pause, .seconds(3)), (.resume, .seconds(20))],
                expected: "promoted"
            ),
            SweepCase(
                name: "promoted early",
                asked: [(.promoteAll, .seconds(4))],
                // Somebody's word is no judgement: the step had too few calls.
                expected: "promotedUnjudged"
            ),
            SweepCase(
                name: "stepped down in the bake",
                strategy: linear,
                asked: [(.stepDown, .seconds(9))],
                expected: "rolledBack"
            ),
            SweepCase(
                name: "gradual rollback",
                strategy: free,
                start: .promoted,
                expected: "rolledBack"
            ),
            SweepCase(
                name: "gradual rollback of a bad version",
                strategy: linear,
                start: .promoted,
                failureRate: 0.5,
                expected: "rolledBack"
            ),
            SweepCase(
                name: "gradual rollback of a late bad version",
                strategy: linear,
                start: .promoted,
                failureRate: 0.5,
                failuresFrom: 4,
                expected: "rolledBack"
            ),
            SweepCase(
                name: "gradual rollback, aborted on the way",
                strategy: linear,
                start: .promoted,
                asked: [(.abort, .seconds(4))],
                expected: "rolledBack"
            ),
        ] + kinds("alias only", canary, start: .published) + unjudged + besides

    /// Bad and late bad candidates where nobody can take them back: without a judge they are
    /// promoted, and without a stable version there is nothing to return to.
    private static let unjudged = [("bad", Int64(0)), ("late bad", 4)].flatMap { kind, from in
        [
            SweepCase(
                name: "\(kind) all at once",
                strategy: allAtOnce,
                failureRate: 0.5,
                failuresFrom: from,
                expected: "promoted"
            ),
            SweepCase(
                name: "\(kind) direct",
                strategy: direct,
                failureRate: 0.5,
                failuresFrom: from,
                expected: "promoted"
            ),
            SweepCase(
                name: "\(kind) first alias",
                strategy: blueGreen,
                start: .noAlias,
                failureRate: 0.5,
                failuresFrom: from,
                expected: "stopped"
            ),
            SweepCase(
                name: "\(kind) first function",
                strategy: blueGreen,
                start: .noFunction,
                failureRate: 0.5,
                failuresFrom: from,
                expected: "stopped"
            ),
        ]
    }

    /// A good, a bad and a late bad candidate, and one that does not pass its gate.
    ///
    /// A late bad one turns bad far from the end of a step: else a kill, which costs some time, would
    /// rightly have it found in the step before.
    private static func kinds(
        _ name: String,
        _ strategy: Strategy,
        start: Start = .served,
        lateFrom: Int64 = 12
    ) -> [SweepCase] {
        func make(
            _ kind: String,
            _ rate: Double,
            from: Int64 = 0,
            isBroken: Bool = false,
            _ expected: String
        ) -> SweepCase {
            SweepCase(
                name: "\(kind) \(name)",
                strategy: strategy,
                start: start,
                failureRate: rate,
                failuresFrom: from,
                isBroken: isBroken,
                expected: expected
            )
        }
        return [
            make("good", 0, "promoted"),
            make("bad", 0.5, "rolledBack"),
            make("late bad", 0.5, from: lateFrom, "rolledBack"),
            make("broken", 0, isBroken: true, "stopped"),
        ]
    }

    /// Runs it, killing the first drivers at these seams; the next one starts at once.
    func run(kills: [Int]) throws -> SimRun {
        var run = SimRun(try world())
        run.kills = kills
        run.downtime = .zero
        run.drive()
        return run
    }

    private func world() throws -> SimWorld {
        var profile = SimWorld.Profile()
        profile.callsPerSecond = callsPerSecond
        profile.failureRates = ["new": failureRate]
        profile.failuresFrom = failuresFrom
        profile.broken = isBroken ? ["new"] : []
        let world = SimWorld(seed: 7, profile: profile)
        if start != .noFunction {
            try world.deployFirst(code: "old", withAlias: start != .noAlias)
        }
        if start == .published || start == .promoted {
            try world.publish(code: "new", isServed: start == .promoted)
        }
        let gate = Gate(name: "invoke", check: .invoke(payload: .map([:]), expect: Expectation()))
        if start == .promoted {
            try world.openGradualRollback(strategy: strategy)
        } else {
            try world.open(
                code: start == .published ? nil : "new",
                candidate: start == .published ? Version(2) : nil,
                strategy: strategy,
                gates: [gate],
                until: until,
                change
            )
        }
        for (number, ask) in asked.enumerated() {
            let at = world.now.advanced(by: ask.after)
            world.ask(Request(id: "\(number)", verb: ask.verb, who: "mira", at: at))
        }
        return world
    }
}
