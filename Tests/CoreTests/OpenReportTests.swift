// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

/// What is told of a rollout that is not over, and what comes next.
@Suite struct OpenReportTests {
    private static func walk(_ change: (inout Walk.World) -> Void = { _ in }) throws -> Walk {
        var world = Walk.World()
        change(&world)
        return Walk(try .sample(), world: world, versions: [.sample(Version(41))])
    }

    private static func screen(_ walk: Walk) -> String {
        LiveScreen(width: 100).lines(RolloutView(walk.rollout, at: walk.now)).joined(
            separator: "\n"
        )
    }

    @Test func `an open rollout names commands that work, driven or not`() throws {
        var walk = try Self.walk()
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        let alone = RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        #expect(alone.contains(" next    sluice resume r-1\n         sluice abort r-1"))
        let driven = RolloutReport(rollout: walk.rollout, entries: walk.entries, isDriven: true)
        #expect(!driven.text.contains("sluice resume"))
        for verb in ["promote", "pause", "abort"] {
            #expect(driven.text.contains("sluice \(verb) r-1"))
        }
        let pause = Request(id: "p", verb: .pause, who: "mira", at: walk.now)
        walk.record(.requested(request: pause))
        let paused = RolloutReport(rollout: walk.rollout, entries: walk.entries, isDriven: true)
        #expect(paused.text.contains("sluice resume r-1"))
    }

    @Test func `where someone else changed the alias both answers are named`() throws {
        let theirs = Traffic.split(stable: Version(41), candidate: Version(42), at: .percent(33))
        var walk = try Self.walk { $0.foreign = [2: theirs] }
        #expect(walk.run() == nil)
        #expect(walk.left == .drift(found: theirs))
        let report = RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        #expect(report.contains("sluice resume r-1 --adopt"))
        #expect(report.contains("sluice abort r-1"))
        #expect(
            Self.screen(walk).contains(" next       sluice resume r-1 --adopt, or sluice abort")
        )
    }

    @Test func `a line is told as things stood when it was written`() throws {
        let theirs = Traffic.split(stable: Version(41), candidate: Version(42), at: .percent(33))
        var walk = try Self.walk { $0.foreign = [2: theirs] }
        _ = walk.run()
        let expected = try #require(walk.rollout.alias?.traffic.text)
        let held = try #require(
            walk.entries.last {
                if case .decided(.hold(.drift), _) = $0.event { true } else { false }
            }
        )
        // Somebody gives the traffic back.
        let action = Action.moveAlias(move: .rollBack, attempt: 0)
        let reason = Reason(.operator, "aborted")
        let back = AliasState(version: Version(41), revision: "b1")
        walk.record(.decided(decision: .rollBack(reason), evidence: nil))
        walk.record(.intended(action: action))
        walk.record(.wrote(action: action, effect: .alias(back)))
        walk.record(.finished(outcome: .rolledBack(reason)))
        let lines = Rollout.told(walk.entries, after: 3)
        #expect(lines.map(\.entry) == Array(walk.entries.dropFirst(3)))
        let line = try #require(lines.first { $0.entry == held })
        let text = try #require(EventLine.text(line.entry, in: line.rollout))
        #expect(text.hasSuffix("expected was \(expected)"))
        #expect(lines.last?.rollout == walk.rollout)
        #expect(Rollout.told(walk.entries, after: 0).count == walk.entries.count)
    }

    @Test func `a guard of latency that nothing could be judged by is told`() throws {
        var plan = try Plan.sample(.steps((10, 30), (50, 60)))
        #expect(plan.whyLatencyIsNotJudged == nil)
        plan.guards.latencyMargin = 0.2
        #expect(plan.whyLatencyIsNotJudged == "no bake is longer than 60 s")
        var walk = Walk(plan, versions: [.sample(Version(41))])
        #expect(walk.run() == .promoted)
        let report = RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        #expect(report.contains(" note    latency was not judged: no bake is longer than 60 s"))
        plan.strategy = .steps((10, 61))
        #expect(plan.whyLatencyIsNotJudged == nil)
        plan.metricPeriod = 60
        #expect(plan.whyLatencyIsNotJudged == "no bake is as long as 3 min")
        plan.strategy = .steps((10, 180))
        #expect(plan.whyLatencyIsNotJudged == nil)
    }
}
