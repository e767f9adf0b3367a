// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// Watches where metrics come by the minute, and the terms that they judge on.
@Suite struct ShiftWatchMinuteTests {
    private typealias Stage = ShiftedWorld.Stage

    @Test(arguments: [1_000_000, 1_000_017, 1_000_030] as [Int64])
    func `a candidate that fails is told of while its weight changes every minute`(
        begun: Int64
    ) throws {
        var world = ShiftedWorld.linear(begun: begun)
        world.fails = 50
        world.lag = 60
        let result = try world.watch(for: 1800).result
        #expect(result.end.verdict?.kind == .errors)
        let told = result.rollout?.lastAt ?? .distantFuture
        #expect(world.begun.duration(to: told) <= .seconds(20 + 5 * 60))
    }

    @Test(arguments: [60, 61, 90, 120, 180] as [Int64])
    func `a healthy one is promoted, and its calls are judged`(every: Int64) throws {
        var world = ShiftedWorld.linear(every: every)
        world.lag = 60
        let result = try world.watch(for: 3600).result
        #expect(result.end == .promoted)
        let judge = try #require(result.rollout?.judge)
        // Each step had ten calls a second; where steps are compared, minutes with a shift are not.
        let served = Double(every) * 10 * 4.5
        #expect(Double(judge.judged.calls) >= served * (every <= 61 ? 0.95 : 0.45))
        #expect(judge.judged.calls <= judge.candidate.calls)
    }

    @Test func `a candidate that serves alone may be left uncalled until its last step is read`()
        throws
    {
        var world = ShiftedWorld(
            stages: [
                Stage(from: 0, version: "41"), Stage(from: 20, version: "41", weights: ["42": 0.1]),
                Stage(from: 320, version: "42"),
            ]
        )
        (world.rate, world.period, world.lag) = (10, 60, 60)
        world.quietFrom = 400
        // What it fails may be told a quarter of an hour later.
        world.change = { aws in
            aws.on(GetFunctionConfiguration.self) { query in
                var settings = FunctionConfiguration.sample(query.qualifier ?? "$LATEST")
                settings.timeout = 900
                return settings
            }
        }
        let result = try world.watch(for: 3600).result
        #expect(result.rollout?.plan.functionTimeout == 900)
        #expect(result.end == .promoted)
    }

    @Test func `a step of ten minutes is compared`() throws {
        var world = ShiftedWorld(
            stages: [
                Stage(from: 0, version: "41"), Stage(from: 20, version: "41", weights: ["42": 0.1]),
                Stage(from: 620, version: "42"),
            ]
        )
        (world.rate, world.period, world.lag) = (10, 60, 60)
        #expect(try world.watch(for: 1800).result.end == .promoted)
        world.fails = 20
        let bad = try world.watch(for: 1800).result
        #expect(bad.end.verdict?.text.contains("in the same time") == true)
    }

    @Test func `a stable version that fails by itself is what a candidate alone is held against`()
        throws
    {
        var world = ShiftedWorld(
            stages: [
                Stage(from: 0, version: "41"), Stage(from: 20, version: "41", weights: ["42": 0.8]),
                Stage(from: 320, version: "41", weights: ["42": 0.9]),
                Stage(from: 620, version: "42"),
            ]
        )
        (world.rate, world.period) = (10, 60)
        (world.fails, world.stableFails) = (3, 3)
        #expect(try world.watch(for: 1800).result.end == .promoted)
        world.fails = 30
        #expect(try world.watch(for: 1800).result.end.verdict?.kind == .errors)
    }

    @Test func `the judge is told what the plan of a deployment would tell it`() throws {
        var world = ShiftedWorld.linear()
        world.guards.latencyMargin = 0.2
        world.stableFails = 1
        world.change = { aws in
            aws.on(GetPolicy.self) { _ in
                let principal = #"{"Service":"sns.amazonaws.com"}"#
                return .init(
                    policy: #"{"Statement":[{"Effect":"Allow","Principal":\#(principal)}]}"#
                )
            }
            .on(GetFunctionConfiguration.self) { asked in
                var version = FunctionConfiguration.sample(asked.qualifier ?? "")
                version.timeout = asked.qualifier == "42" ? 30 : 10
                return version
            }
        }
        let plan = try #require(try world.watch(for: 120).result.rollout?.plan)
        #expect(abs(plan.acceptedRate - 0.03) < 0.001)
        #expect(plan.retryFactor == 3)
        #expect(plan.functionTimeout == 30)
        #expect(plan.expectsTraffic)
        #expect(plan.reference?.calls.calls ?? 0 > 30_000)
        #expect(plan.reference?.latency != nil)
    }

    @Test func `calls of a candidate before the watch are no part of what stable was like`() throws
    {
        var world = ShiftedWorld(
            stages: [
                Stage(from: -3600, version: "41", weights: ["42": 0.5]),
                Stage(from: 120, version: "42"),
            ]
        )
        (world.rate, world.fails) = (10, 40)
        world.guards.latencyMargin = 0.2
        let result = try world.watch().result
        #expect(result.end.verdict != nil)
        #expect(result.rollout?.plan.acceptedRate == 0.01)
        #expect(result.rollout?.plan.reference?.latency == nil)
    }
}
