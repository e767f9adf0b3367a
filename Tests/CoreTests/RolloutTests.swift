// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct RolloutTests {
    static let stable = FunctionState.sample(Version(41))

    func walk(
        _ plan: Plan,
        _ change: (inout Walk.World) -> Void = { _ in }
    ) -> Walk {
        var world = Walk.World()
        change(&world)
        return Walk(plan, world: world, versions: plan.stable == nil ? [] : [Self.stable])
    }

    @Test func `a good candidate is promoted step by step`() throws {
        var walk = walk(try .sample(gates: [.run()]))
        #expect(walk.run() == .promoted)
        #expect(walk.alias?.traffic == Traffic(version: Version(42)))
        #expect(walk.previous == Version(41))
        let weights = walk.served.map { $0.traffic.weight(of: Version(42)) }
        #expect(weights == [.none, .percent(10), .percent(50), .all])
        #expect(walk.rollout.steps.map(\.end) == [.baked, .baked])
        #expect(
            zip(walk.served.dropFirst(), walk.served.dropFirst(2)).allSatisfy {
                $0.at.duration(to: $1.at) >= .seconds(30)
            }
        )
    }

    @Test func `a bad candidate loses its traffic within seconds`() throws {
        var walk = walk(try .sample()) { $0.candidateFails = (50, 0) }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
        #expect(reason.text.hasPrefix("v42 failed "))
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
        #expect(walk.served.count == 3)
        #expect(walk.served[1].at.duration(to: walk.served[2].at) < .seconds(4))
        #expect(walk.previous == nil)
        #expect(walk.rollout.steps.map(\.end) == [.rolledBack])
    }

    @Test func `a candidate that turns bad at the second step goes back too`() throws {
        var walk = walk(try .sample()) { $0.candidateFails = (30, 45) }
        guard case .rolledBack = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(walk.rollout.steps.map(\.end) == [.baked, .rolledBack])
    }

    @Test func `errors that both versions share do not roll back`() throws {
        var walk = walk(try .sample()) {
            $0.stableFails = 1
            $0.candidateFails = (1, 0)
        }
        #expect(walk.run() == .promoted)
    }

    @Test func `a stable version that fails itself is nothing to be compared with`() throws {
        var walk = walk(try .sample()) {
            $0.stableFails = 20
            $0.candidateFails = (20, 0)
        }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .deadline)
        #expect(reason.text.contains("the stable version itself fails"))
    }

    @Test func `a gate that fails before traffic stops the rollout and touches no alias`() throws {
        var walk = walk(try .sample(gates: [.run(), .run()])) { $0.gatesFail = [1] }
        #expect(walk.run() == .stopped(Reason(.gate, "gate run ./smoke.sh: no")))
        #expect(walk.aliasWrites == 0)
        #expect(walk.alias?.traffic == AliasState.serving41.traffic)
        #expect(walk.alias?.description == AliasState.serving41.description)
    }

    @Test func `a gate between steps that fails gives all traffic back`() throws {
        var walk = walk(try .sample(gates: [.run(.step(.percent(10)))])) { $0.gatesFail = [0] }
        #expect(walk.run() == .rolledBack(Reason(.gate, "gate run ./smoke.sh: no")))
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a gate after the switch that fails goes back and restores the previous pointer`()
        throws
    {
        var scene = Scene.serving41
        scene.previous = AliasState(version: Version(40), revision: "p")
        let plan = try Plan.sample(.steps(), gates: [.run(.after)], given: scene)
        var walk = walk(plan) { $0.gatesFail = [0] }
        #expect(walk.run() == .rolledBack(Reason(.gate, "gate run ./smoke.sh: no")))
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
        #expect(walk.previous == Version(40))
    }

    @Test func `too few calls hold a step, and the limit of the hold gives all traffic back`()
        throws
    {
        var walk = walk(try .sample()) { $0.callsPerSecond = 0 }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .deadline)
        #expect(walk.rollout.steps.count == 1)
    }

    @Test func `too few calls are promoted unjudged only where the project chose it`() throws {
        var walk = walk(try .sample(onHold: HoldPolicy(quiet: .promote))) { $0.callsPerSecond = 0 }
        #expect(walk.run() == .promotedUnjudged)
        #expect(walk.rollout.steps.map(\.end) == [.unjudged, .unjudged])
    }

    @Test func `too few calls roll back at once where the project chose that`() throws {
        var walk = walk(try .sample(onHold: HoldPolicy(quiet: .rollback))) { $0.callsPerSecond = 0 }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .quiet)
    }

    @Test func `silent metrics are never health`() throws {
        var walk = walk(try .sample()) { $0.metricsAreSilent = true }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .noData)
    }

    @Test func `metrics that are refused for an hour are never health`() throws {
        let hour = 20..<3620
        var walk = walk(try .sample()) { $0.throttled = hour }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .noData)
        #expect(walk.rollout.steps.count == 1)
    }

    @Test func `an hour of refused metrics is waited for where the project chose that`() throws {
        let hour = 20..<3620
        let patient = HoldPolicy(limit: .seconds(7200), maxSilence: .seconds(7200))
        var strategy = Strategy.steps((10, 30), (50, 30))
        strategy.deadline = .seconds(10_000)
        var walk = walk(try .sample(strategy, onHold: patient)) { $0.throttled = hour }
        #expect(walk.run() == .promoted)
        let shifts = walk.served.map { Int($0.at.second - 1_000_000) }
        #expect(shifts.allSatisfy { !hour.contains($0) })
        #expect(shifts.filter { $0 < hour.lowerBound }.count == 2)
    }

    @Test func `a first deployment has no steps and creates the alias last`() throws {
        var walk = walk(try .sample(gates: [.run()], given: .empty))
        #expect(walk.run() == .promoted)
        #expect(walk.rollout.steps.isEmpty)
        #expect(walk.aliasWrites == 1)
        #expect(walk.alias?.version == Version(41))
    }

    @Test func `a first deployment whose gate fails leaves no alias`() throws {
        var walk = walk(try .sample(gates: [.run()], given: .empty)) { $0.gatesFail = [0] }
        #expect(walk.run() == .stopped(Reason(.gate, "gate run ./smoke.sh: no")))
        #expect(walk.alias == nil)
    }

    @Test func `a direct update writes the function and no alias`() throws {
        let direct = Strategy(name: "direct", shape: .direct)
        var walk = walk(try .sample(direct))
        var latest = FunctionState.sample(.latest)
        latest.revision = walk.rollout.plan.latestRevision ?? ""
        walk.latest = latest
        #expect(walk.run() == .promoted)
        #expect(walk.latest?.configuration.codeSha256 == "new")
        #expect(walk.aliasWrites == 0)
        #expect(!walk.performed.contains { $0.writeKind == .publishVersion })
    }

    @Test(arguments: [1, 5, 20, 33, 55])
    func `an abort acts at once, wherever the rollout is`(second: Int) throws {
        var walk = walk(try .sample(gates: [.run()]))
        walk.abortAt = second
        let outcome = walk.run()
        let had = walk.served.count > 1
        if had {
            #expect(outcome == .rolledBack(Reason(.operator, "aborted by mira")))
            #expect(walk.alias?.traffic == Traffic(version: Version(41)))
            let last = walk.served[walk.served.count - 1].at
            #expect(last <= Timestamp(second: 1_000_000 + Int64(second) + 4))
        } else {
            #expect(outcome == .stopped(Reason(.operator, "aborted by mira")))
        }
    }

    @Test(arguments: 1...3, [true, false])
    func `an alias write whose answer is lost ends the same`(write: Int, effective: Bool) throws {
        let lost = Failure(code: "NoAnswer", message: "timed out", isOutcomeUnknown: true)
        var walk = walk(try .sample()) { $0.aliasFailures = [write: (lost, effective)] }
        #expect(walk.run() == .promoted)
        let weights = walk.served.map { $0.traffic.weight(of: Version(42)) }
        #expect(weights == [.none, .percent(10), .percent(50), .all])
    }

    @Test func `someone who rolls back for us supersedes the rollout`() throws {
        var walk = walk(try .sample()) { $0.foreign = [2: Traffic(version: Version(41))] }
        #expect(walk.run() == .superseded)
    }

    @Test func `a foreign change holds the rollout and is not overwritten`() throws {
        let theirs = Traffic(version: Version(7))
        var walk = walk(try .sample()) { $0.foreign = [2: theirs] }
        #expect(walk.run() == nil)
        #expect(walk.left == .drift(found: theirs))
        #expect(walk.alias?.traffic == theirs)
    }

    @Test func `going back overwrites what still names the candidate`() throws {
        let theirs = Traffic.split(stable: Version(41), candidate: Version(42), at: .percent(33))
        var walk = walk(try .sample()) {
            $0.candidateFails = (60, 0)
            $0.foreign = [2: theirs]
        }
        guard case .rolledBack = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a refused shift stops before traffic`() throws {
        let refused = Failure(code: "InvalidParameterValueException", message: "no", status: 400)
        var walk = walk(try .sample()) { $0.aliasFailures = [1: (refused, false)] }
        #expect(walk.run() == .stopped(Reason(.aws, "InvalidParameterValueException: no")))
    }

    @Test func `a watch after the switch takes a late failure back`() throws {
        var walk = walk(try .sample(.steps(watch: 60))) { $0.candidateFails = (50, 10) }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .errors)
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `replaying a journal gives the same rollout, line by line`() throws {
        var walk = walk(try .sample(gates: [.run()])) { $0.candidateFails = (30, 45) }
        _ = walk.run()
        var rollout = try #require(Rollout(replaying: Array(walk.entries.prefix(1))))
        for (index, entry) in walk.entries.enumerated().dropFirst() {
            rollout.apply(entry)
            if index % 50 == 0 || index == walk.entries.count - 1 {
                #expect(rollout == Rollout(replaying: Array(walk.entries.prefix(index + 1))))
            }
        }
        #expect(rollout == walk.rollout)
    }

    @Test func `a new driver goes on from any line and ends the same`() throws {
        let plan = try Plan.sample(.steps((10, 5), (50, 5)), gates: [.run()])
        var reference = walk(plan)
        #expect(reference.run() == .promoted)
        for cut in 2..<reference.entries.count {
            var again = walk(plan)
            _ = again.run(until: cut)
            again.record(.driving(driver: DriverIdentity(pid: 2, host: "other", who: "test")))
            #expect(again.run() == .promoted, "cut after line \(cut)")
            #expect(again.versions.count == 2, "cut after line \(cut)")
            let weights = again.served.map { $0.traffic.weight(of: Version(42)) }
            #expect(weights == [.none, .percent(10), .percent(50), .all], "cut after line \(cut)")
        }
    }
}

extension Walk {
    /// Walks until the journal has this many lines.
    mutating func run(until lines: Int) -> Outcome? {
        while entries.count < lines {
            if let outcome = run(maxSteps: 1) { return outcome }
        }
        return nil
    }
}

@Suite struct TargetTests {
    @Test(arguments: [
        (nil, ""), ("http://127.0.0.1:4570", " --local"), ("http://localhost:1", " --local"),
        ("https://127.evil.example", " --endpoint-url https://127.evil.example"),
    ])
    func `a printed command reaches the target it speaks of`(endpoint: String?, options: String) {
        var target = Target.sample
        target.endpoint = endpoint
        #expect(target.options == options)
    }
}
