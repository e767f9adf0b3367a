// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct ShiftWatchTests {
    private typealias Stage = ShiftedWorld.Stage

    private func world(
        _ stages: [Stage],
        fails: Double,
        unreadable: Range<Int64> = 0..<0
    ) -> ShiftedWorld {
        var world = ShiftedWorld(stages: stages)
        world.fails = fails
        world.unreadable = unreadable
        return world
    }

    @Test func `a bad candidate is told while somebody else shifts`() throws {
        let (result, aws) = try world(
            [Stage(from: 0, version: "41"), Stage(from: 20, version: "41", weights: ["42": 0.5])],
            fails: 50
        ).watch()
        #expect(result.end.verdict?.kind == .errors)
        #expect(result.rollout?.outcome == nil)
        #expect(result.rollout?.candidate == Version(42))
        #expect(aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `a shift that ends on the candidate is promoted, also one the wrong way round`()
        throws
    {
        let ways = [
            [
                Stage(from: 0, version: "41", weights: ["42": 0.1]),
                Stage(from: 30, version: "41", weights: ["42": 0.5]),
                Stage(from: 60, version: "42"),
            ],
            [Stage(from: 0, version: "42", weights: ["41": 0.9]), Stage(from: 60, version: "42")],
        ]
        for way in ways {
            let result = try world(way, fails: 0).watch().result
            #expect(result.end == .promoted)
            #expect(result.rollout?.outcome == .promoted)
            #expect(result.rollout?.plan.stable == Version(41))
        }
    }

    @Test func `a switch of all calls at once is judged by the calls after it`() throws {
        let stages = [Stage(from: 0, version: "41"), Stage(from: 20, version: "42")]
        let bad = try world(stages, fails: 50).watch().result
        #expect(bad.end.verdict?.kind == .errors)
        #expect(bad.rollout?.plan.stable == Version(41))
        let good = try world(stages, fails: 0).watch().result
        #expect(good.end == .promoted)
        #expect((good.rollout?.judge.judged.calls ?? 0) >= 20)
        var quiet = world(stages, fails: 0)
        quiet.quietFrom = 20
        let unjudged = try quiet.watch().result
        #expect(unjudged.end == .promoted)
        #expect(unjudged.rollout?.judge.judged.calls == 0)
        let back = try world(stages + [Stage(from: 21, version: "41")], fails: 0).watch().result
        #expect(back.end == .takenBack)
        // What is a share again is no end.
        let share = Stage(from: 21, version: "41", weights: ["42": 0.1])
        let split = try world(stages + [share], fails: 0).watch().result
        #expect(split.end == .open)
        let badSplit = try world(stages + [share], fails: 50).watch().result
        #expect(badSplit.end.verdict?.kind == .errors)
    }

    @Test func `what served alone before is the stable version, also when it is the newer one`()
        throws
    {
        let result = try world(
            [
                Stage(from: 0, version: "50"), Stage(from: 20, version: "50", weights: ["42": 0.3]),
                Stage(from: 120, version: "50"),
            ],
            fails: 50
        ).watch().result
        #expect(result.rollout?.candidate == Version(42))
        #expect(result.end.verdict?.kind == .errors)
    }

    @Test func `metrics that cannot be read for a while blind no watch`() throws {
        let result = try world(
            [Stage(from: 0, version: "41", weights: ["42": 0.5]), Stage(from: 60, version: "42")],
            fails: 50,
            unreadable: 0..<40
        ).watch().result
        #expect(result.end.verdict?.kind == .errors)
    }

    @Test func `a shift whose calls nobody could read is not promoted`() throws {
        let result = try world(
            [Stage(from: 0, version: "41", weights: ["42": 0.5]), Stage(from: 60, version: "42")],
            fails: 0,
            unreadable: 0..<10_000
        ).watch().result
        #expect(result.end == .open)
    }

    @Test func `calls just before the last move are judged`() throws {
        let result = try world(
            [Stage(from: 0, version: "41", weights: ["42": 0.5]), Stage(from: 2, version: "42")],
            fails: 50
        ).watch().result
        #expect(result.end.verdict != nil)
    }

    @Test func `a shift that is taken back, goes on, or never begins`() throws {
        let canary = Stage(from: 0, version: "41", weights: ["42": 0.1])
        let back = try world([canary, Stage(from: 30, version: "41")], fails: 0).watch().result
        #expect(back.end == .takenBack)
        #expect(back.rollout?.outcome?.reason?.kind == .operator)
        let open = try world([canary], fails: 0).watch(for: 60).result
        #expect(open.end == .open)
        let quiet = try world([Stage(from: 0, version: "41")], fails: 0).watch(for: 30).result
        #expect(quiet.end == .quiet && quiet.rollout == nil)
    }
}
