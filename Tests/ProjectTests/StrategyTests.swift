// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceProject
import Testing

@Suite struct StrategyTests {
    private static func strategy(_ text: String) throws -> Strategy {
        let file = try ProjectFile.parse(staging("strategy: \(text)"), directory: "/nowhere")
        return try file.intent("staging").strategy
    }

    @Test(arguments: [
        ("AllAtOnce", 0, 0), ("Canary10Percent5Minutes", 1, 5),
        ("Canary10Percent10Minutes", 1, 10), ("Canary10Percent15Minutes", 1, 15),
        ("Canary10Percent30Minutes", 1, 30), ("Linear10PercentEvery1Minute", 9, 1),
        ("Linear10PercentEvery2Minutes", 9, 2), ("Linear10PercentEvery3Minutes", 9, 3),
        ("Linear10PercentEvery10Minutes", 9, 10),
    ])
    func `a preset of CodeDeploy is understood in three spellings`(
        name: String,
        steps: Int,
        minutes: Int
    ) throws {
        for spelling in [name, "Lambda\(name)", "CodeDeployDefault.Lambda\(name)"] {
            let strategy = try Self.strategy(spelling)
            #expect(strategy.name == spelling)
            #expect(
                strategy.steps
                    == (0..<steps).map {
                        Step(weight: .percent(10 * ($0 + 1)), bake: .seconds(60 * minutes))
                    }
            )
            #expect(strategy.watchAfter == .zero)
        }
    }

    @Test(arguments: [
        ("direct", Strategy(name: "direct", shape: .direct)),
        ("all-at-once", Strategy(name: "all-at-once", shape: .steps([]))),
        (
            "blue-green",
            Strategy(name: "blue-green", shape: .steps([]), watchAfter: .seconds(600))
        ),
        (
            "{name: blue-green, watchAfter: 0s}",
            Strategy(name: "blue-green", shape: .steps([]))
        ),
        (
            "{name: all-at-once, watchAfter: 10m, promoteEarly: false}",
            Strategy(name: "all-at-once", shape: .steps([]), watchAfter: .seconds(600))
        ),
        (
            "{name: all-at-once, watchAfter: {calls: 50}}",
            Strategy(
                name: "all-at-once",
                shape: .steps([]),
                watchCalls: WatchCalls(calls: 50, within: .seconds(86_400))
            )
        ),
        (
            "{name: blue-green, watchAfter: {calls: 7, for: 2h}}",
            Strategy(
                name: "blue-green",
                shape: .steps([]),
                watchCalls: WatchCalls(calls: 7, within: .seconds(7200))
            )
        ),
        (
            "{canary: {weight: 10%, bake: 5m}, promoteEarly: true}",
            Strategy(
                name: "canary",
                shape: .steps([Step(weight: .percent(10), bake: .seconds(300))]),
                promotesEarly: true
            )
        ),
        (
            "{canary: {weight: 2.25%, bake: 250ms}, deadline: 1h}",
            Strategy(
                name: "canary",
                shape: .steps([Step(weight: Weight(basisPoints: 225), bake: .milliseconds(250))]),
                deadline: .seconds(3600)
            )
        ),
        (
            "{linear: {weight: 30%, every: 1m}}",
            Strategy(
                name: "linear",
                shape: .steps(
                    [30, 60, 90].map { Step(weight: .percent($0), bake: .seconds(60)) }
                )
            )
        ),
        (
            "{steps: [{approve: {timeout: 4h}}, {weight: 5%, bake: 1m}, {approve: {timeout: 90s}}]}",
            Strategy(
                name: "steps",
                shape: .steps([Step(weight: .percent(5), bake: .seconds(60))]),
                approvals: [
                    Approval(before: 0, timeout: .seconds(14_400)),
                    Approval(before: 1, timeout: .seconds(90)),
                ]
            )
        ),
        (
            "{steps: [{weight: 10, bake: 1m}, {weight: 10%, bake: 2m}, {weight: 100%, bake: 1m}]}",
            Strategy(
                name: "steps",
                shape: .steps([
                    Step(weight: .percent(10), bake: .seconds(60)),
                    Step(weight: .percent(10), bake: .seconds(120)),
                    Step(weight: .all, bake: .seconds(60)),
                ])
            )
        ),
    ])
    func `a strategy is what its words say`(text: String, strategy: Strategy) throws {
        #expect(try Self.strategy(text) == strategy)
    }
}
