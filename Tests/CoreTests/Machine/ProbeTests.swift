// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

/// Sluice's own calls to both versions, for functions that few call.
@Suite struct ProbeTests {
    private static func walk(
        quiet: HoldPolicy.Quiet = .probe,
        failures: [FailureSource] = [.function],
        limit: Duration = .seconds(300),
        _ change: (inout Walk.World) -> Void = { _ in }
    ) throws -> Walk {
        var plan = try Plan.sample(
            .steps((10, 30)),
            onHold: HoldPolicy(quiet: quiet, limit: limit)
        )
        plan.probes = Probes(every: .seconds(1), payload: .map([:]))
        plan.guards.failures = failures
        var world = Walk.World()
        world.callsPerSecond = 0
        change(&world)
        return Walk(plan, world: world, versions: [.sample(Version(41))])
    }

    private static func probes(_ walk: Walk) -> Int {
        walk.performed.count { if case .probe = $0 { true } else { false } }
    }

    @Test func `a quiet candidate is held, probed and then promoted on those calls`() throws {
        var walk = try Self.walk()
        #expect(walk.run() == .promoted)
        #expect(walk.rollout.judge.probed.calls == Self.probes(walk))
        #expect(walk.rollout.judge.probed.calls >= 20)
        #expect(walk.rollout.judge.candidate.calls == 0)
        let told = TargetReport(walk.rollout, at: walk.rollout.lastAt)
        #expect(told.requests.candidate == 0)
        #expect(told.probes?.candidate == Self.probes(walk))
        #expect(told.probes?.failed == 0)
        let text = RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        #expect(text.contains("failed 0 of 0 calls and 0 of "))
        let held = walk.entries.firstIndex {
            if case .decided(.hold(.quiet), _) = $0.event { true } else { false }
        }
        let probed = walk.entries.firstIndex {
            if case .probed = $0.event { true } else { false }
        }
        #expect(try #require(held) < #require(probed))
    }

    @Test func `probes that fail take the candidate back`() throws {
        var walk = try Self.walk { $0.probesFail = true }
        guard case .rolledBack(let reason)? = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
        #expect(Self.probes(walk) < 20)
    }

    @Test func `a probe that fails in its log alone has failed`() throws {
        var walk = try Self.walk(failures: [.function, .log(pattern: "{ $.status >= 500 }")]) {
            $0.probesFailInLogs = true
        }
        guard case .rolledBack(let reason)? = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
    }

    @Test func `a round counts once its log was read, by the age of that`() throws {
        var walk = try Self.walk(failures: [.function, .log(pattern: "{ $.status >= 500 }")])
        while walk.rollout.probing.open.isEmpty { _ = walk.run(maxSteps: 1) }
        let round = try #require(walk.rollout.probing.open.first)
        let cut = round.at.advanced(by: .milliseconds(1))
        // The log was read up to a moment after it, and that moment is long past.
        walk.record(
            .observed(
                poll: 1,
                observation: Observation(
                    windows: [],
                    until: cut,
                    askedAt: cut.advanced(by: .seconds(30))
                )
            )
        )
        #expect(walk.rollout.judge.probed.calls == 1)
    }

    @Test func `a plan counts the probes of its bakes, or those that a hold may take`() throws {
        #expect(try Self.walk(quiet: .rollback).rollout.plan.probeRounds == 30)
        #expect(try Self.walk(limit: .seconds(300)).rollout.plan.probeRounds == 300)
        #expect(try Plan.sample().probeRounds == 0)
    }

    @Test func `probes without an answer count for nothing, and the hold ends as it must`() throws {
        var walk = try Self.walk { $0.probesHaveNoAnswer = true }
        guard case .rolledBack(let reason)? = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .deadline)
        #expect(walk.rollout.judge.probed == Counts())
    }

    @Test func `with another choice for quiet every bake is probed, at the rate`() throws {
        var walk = try Self.walk(quiet: .rollback)
        #expect(walk.run() == .promoted)
        #expect((25...35).contains(Self.probes(walk)))
    }

    @Test func `a journal gives the same probes back`() throws {
        var walk = try Self.walk()
        _ = walk.run()
        let again = try #require(Rollout(replaying: walk.entries))
        #expect(again == walk.rollout)
        #expect(again.ownRequests.count == 2 * Self.probes(walk))
    }

    @Test func `where only probes failed no user's call is told as hurt`() throws {
        var walk = try Self.walk { $0.probesFail = true }
        _ = walk.run()
        let probed = walk.rollout.judge.probed
        let error = FirstError(
            at: walk.now,
            message: "x",
            place: nil,
            count: probed.failures,
            request: "8f1e22c0"
        )
        let report = RolloutReport(rollout: walk.rollout, entries: walk.entries, errors: [error])
        let probes = "\(probed.failures) of \(probed.calls) probes"
        #expect(report.text.contains(" hurt    no user's call; v42 failed \(probes)"))
        let failures = "\(probed.failures) failures in \(probed.calls) probes"
        #expect(report.text.contains("on \(failures) to v42"), "\(report.text)")
    }
}
