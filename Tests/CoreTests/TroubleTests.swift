// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

/// AWS out of reach, stale reads, other hands.
@Suite struct TroubleTests {
    static let stable = FunctionState.sample(Version(41))
    static let lost = Failure(
        code: "NoAnswer",
        message: "timed out",
        isOutcomeUnknown: true,
        isPassing: true
    )

    func walk(_ plan: Plan, _ change: (inout Walk.World) -> Void) -> Walk {
        var world = Walk.World()
        change(&world)
        return Walk(plan, world: world, versions: plan.stable == nil ? [] : [Self.stable])
    }

    @Test func `an alias that cannot be read for minutes is waited for, not decided in circles`()
        throws
    {
        var walk = walk(try .sample()) {
            $0.aliasFailures = [2: (Self.lost, true)]
            $0.aliasReadsFailUntil = 300
        }
        #expect(walk.run() == .promoted)
        #expect(walk.entries.count < 2_000)
        let holds = walk.entries.filter {
            if case .decided(.hold(.awsUnavailable), _) = $0.event { true } else { false }
        }
        #expect((1...60).contains(holds.count))
    }

    @Test func `an alias that stays out of reach ends in a rollback after the hold's limit`() throws
    {
        var walk = walk(try .sample()) {
            $0.aliasFailures = [2: (Self.lost, false)]
            $0.aliasReadsFailUntil = 2_000
        }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back: \(String(describing: walk.left))")
            return
        }
        #expect(reason.kind == .aws)
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a rollback whose answer was lost goes on reading`() throws {
        var walk = walk(try .sample()) {
            $0.candidateFails = (60, 0)
            $0.aliasFailures = [2: (Self.lost, false)]
            $0.aliasReadsFailUntil = 120
        }
        guard case .rolledBack = walk.run() else {
            Issue.record("left: \(String(describing: walk.left))")
            return
        }
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a stale read while going back does not end the rollback`() throws {
        var walk = walk(try .sample(.steps())) {
            $0.aliasFailures = [1: (Self.lost, true)]
            $0.staleReads = [1: .serving41]
        }
        while walk.rollout.doubt == nil { _ = walk.run(maxSteps: 1) }
        let abort = Request(id: "1", verb: .abort, who: "mira", at: walk.now)
        walk.record(.requested(request: abort))
        guard case .rolledBack = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a shift that nobody heard of is ended by a write, not by a reading`() throws {
        var walk = walk(try .sample(.steps())) { $0.aliasFailures = [1: (Self.lost, false)] }
        while walk.rollout.doubt == nil { _ = walk.run(maxSteps: 1) }
        while walk.rollout.doubt != nil { _ = walk.run(maxSteps: 1) }
        let abort = Request(id: "1", verb: .abort, who: "mira", at: walk.now)
        walk.record(.requested(request: abort))
        guard case .rolledBack = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        // The write gave the alias a new revision: what is still on its way is refused.
        #expect(walk.aliasWrites == 2)
        #expect(walk.alias?.revision != AliasState.serving41.revision)
    }

    @Test func `an alias that somebody deletes ends the rollout`() throws {
        let missing = Failure(code: "ResourceNotFoundException", message: "", status: 404)
        var walk = walk(try .sample(.steps((10, 30)))) {
            $0.aliasFailures = Dictionary(
                uniqueKeysWithValues: (2...20).map { ($0, (missing, false)) }
            )
        }
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        walk.alias = nil
        #expect(walk.run() == .superseded)
        #expect(walk.entries.count < 100)
    }

    @Test func `a definite refusal of a shift leaves no mark of traffic`() throws {
        let conflict = Failure(code: "ResourceConflictException", message: "busy", status: 409)
        var walk = walk(try .sample()) {
            $0.aliasFailures = Dictionary(
                uniqueKeysWithValues: (1...20).map { ($0, (conflict, false)) }
            )
        }
        guard case .stopped = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(walk.alias?.traffic == AliasState.serving41.traffic)
        #expect(walk.alias?.description == AliasState.serving41.description)
    }

    @Test func `guards go on while someone else holds the alias`() throws {
        let theirs = Traffic.split(stable: Version(41), candidate: Version(42), at: .percent(50))
        var walk = walk(try .sample(.steps((10, 30), (20, 30)))) {
            $0.candidateFails = (60, 40)
            $0.foreign = [2: theirs]
        }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back: \(String(describing: walk.left))")
            return
        }
        #expect(reason.kind == .errors)
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a first deployment runs the gates of steps that it does not have`() throws {
        var walk = walk(try .sample(gates: [.run(.step(.percent(10)))], given: .empty)) {
            $0.gatesFail = [0]
        }
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .gate)
        #expect(walk.alias == nil)
    }

    @Test func `direct to a version is refused`() {
        let direct = Strategy(name: "direct", shape: .direct)
        var intent = Intent.sample(strategy: direct)
        intent.candidate = Version(5)
        #expect(throws: Complaint.self) { try Plan(intent, given: .serving41, rollout: "r-1") }
    }

    @Test func `a drift is looked at afresh by the next driver`() throws {
        let theirs = Traffic(version: Version(7))
        var walk = walk(try .sample()) { $0.foreign = [2: theirs] }
        #expect(walk.run() == nil)
        walk.alias = walk.rollout.alias
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "other", who: "test")))
        walk.left = nil
        #expect(walk.run() == .promoted)
    }

    @Test func `someone else's change of $LATEST stops the rollout`() throws {
        var plan = try Plan.sample()
        plan.fence = nil
        var rollout = Rollout(plan, at: Timestamp(second: 1))
        var configuration = Self.stable.configuration
        configuration.runtime = "python3.12"
        configuration.handler = "app.handler"
        var latest = FunctionState(version: .latest, revision: "1", configuration: configuration)
        rollout.latest = latest
        let action = Action.updateCode(attempt: 0)
        let stale = Failure(code: "PreconditionFailedException", message: "", status: 412)
        rollout.apply(Entry(n: 2, at: Timestamp(second: 2), event: .intended(action: action)))
        rollout.apply(
            Entry(n: 3, at: Timestamp(second: 2), event: .failed(action: action, failure: stale))
        )
        latest.configuration.memory = 4096
        rollout.apply(
            Entry(
                n: 4,
                at: Timestamp(second: 3),
                event: .sawFunction(action: .readFunction(attempt: 0), state: latest)
            )
        )
        guard case .rollBack(let reason) = rollout.agenda(at: Timestamp(second: 3)).decision else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .drift)
    }

    @Test func `a driver that comes back in the watch looks who serves before it judges`() throws {
        var walk = Walk(try .sample(.steps(watch: 30)), versions: [.sample(Version(41))])
        while walk.rollout.completedAt == nil { _ = walk.run(maxSteps: 1) }
        walk.alias = AliasState(version: Version(41), revision: "r9", description: "mine")
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "test", who: "test")))
        let polls = walk.rollout.polls
        #expect(walk.run() == .superseded)
        #expect(walk.rollout.polls == polls)
    }

    @Test func `a stale reading in the watch is looked at again`() throws {
        var walk = Walk(try .sample(.steps(watch: 30)), versions: [.sample(Version(41))])
        while walk.rollout.completedAt == nil { _ = walk.run(maxSteps: 1) }
        walk.world.staleReads = [1: .serving41, 2: .serving41]
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "test", who: "test")))
        #expect(walk.run() == .promoted)
        #expect(walk.aliasReads == 3)
    }

    @Test func `a rollback that nobody heard of is sent again while a shift may still land`() throws
    {
        var walk = Walk(try .sample(), versions: [.sample(Version(41))])
        walk.world.aliasFailures = [1: (Walk.away, false), 2: (Walk.away, false)]
        while walk.aliasWrites == 0 { _ = walk.run(maxSteps: 1) }
        _ = walk.run(maxSteps: 1)
        let request = Request(id: "1", verb: .abort, who: "mira", at: walk.now)
        walk.record(.requested(request: request))
        #expect(walk.run()?.word == "rolledBack")
        let moves = walk.performed.compactMap(\.move).filter(\.movesTraffic)
        #expect(moves == [.shift(to: .percent(10)), .rollBack, .rollBack])
    }

    @Test func `what another process took back while this one slept is not written again`() throws {
        var walk = Walk(try .sample(), versions: [.sample(Version(41))])
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        walk.alias = AliasState(version: Version(41), revision: "theirs", description: "mine")
        let request = Request(id: "1", verb: .abort, who: "mira", at: walk.now)
        walk.record(.requested(request: request))
        #expect(walk.run()?.word == "rolledBack")
        #expect(walk.alias?.revision == "theirs")
    }

    @Test func `an old reading without weights is not taken for a rollback`() throws {
        var walk = Walk(try .sample(), versions: [.sample(Version(41))])
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        walk.alias?.revision = "theirs"
        walk.world.staleReads = [1: .serving41]
        let request = Request(id: "1", verb: .abort, who: "mira", at: walk.now)
        walk.record(.requested(request: request))
        #expect(walk.run()?.word == "rolledBack")
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test(arguments: [false, true])
    func `what someone changed after a publish that nobody heard of is not published`(
        isKilled: Bool
    ) throws {
        var walk = Walk(try .sample(), versions: [.sample(Version(41))])
        while walk.rollout.agenda(at: walk.now).actions.first != .publishVersion(attempt: 0) {
            _ = walk.run(maxSteps: 1)
        }
        let stale = Failure(code: "PreconditionFailedException", message: "", status: 412)
        for (attempt, failure) in [Walk.away, stale].enumerated() where attempt == 0 || !isKilled {
            walk.record(.intended(action: .publishVersion(attempt: attempt)))
            walk.record(.failed(action: .publishVersion(attempt: attempt), failure: failure))
        }
        if isKilled {
            walk.record(.driving(driver: DriverIdentity(pid: 2, host: "test", who: "test")))
        }
        walk.latest?.configuration.handler = "theirs.handler"
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .drift)
        #expect(walk.versions.count == 1)
    }
}
