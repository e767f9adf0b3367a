// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct AdoptTests {
    private static let theirs = Traffic.split(
        stable: Version(41),
        candidate: Version(42),
        at: .percent(30)
    )

    /// A walk that holds because someone set this traffic before its n-th write of the alias.
    private func held(_ traffic: Traffic, at write: Int = 2, gates: [Gate] = []) throws -> Walk {
        var world = Walk.World()
        world.foreign = [write: traffic]
        let plan = try Plan.sample(.steps((10, 30), (20, 30), (50, 30)), gates: gates)
        var walk = Walk(plan, world: world, versions: [.sample(Version(41))])
        while walk.rollout.hold == nil, walk.entries.count < 1000 { _ = walk.run(maxSteps: 1) }
        return walk
    }

    private func ask(_ walk: inout Walk, _ traffic: Traffic) {
        let request = Request(id: "a", verb: .adopt, who: "mira", at: walk.now, traffic: traffic)
        walk.record(.requested(request: request))
    }

    @Test func `an adopted share bakes anew, and the next step is the one with more`() throws {
        var walk = try held(Self.theirs)
        #expect(walk.rollout.hold?.reason == .drift(found: Self.theirs))
        ask(&walk, Self.theirs)
        let adopted = walk.now
        #expect(walk.rollout.hold == nil)
        #expect(walk.run() == .promoted)
        let weights = walk.served.map { $0.traffic.weight(of: Version(42)) }
        #expect(weights == [.none, .percent(10), .percent(30), .percent(50), .all])
        #expect(adopted.duration(to: walk.served[3].at) >= .seconds(30))
        #expect(walk.alias?.description == "mine")
    }

    @Test func `a candidate that someone gave everything is promoted`() throws {
        var walk = try held(Traffic(version: Version(42)))
        ask(&walk, Traffic(version: Version(42)))
        #expect(walk.run() == .promoted)
        #expect(walk.previous == Version(41))
        #expect(walk.alias?.traffic == Traffic(version: Version(42)))
    }

    /// The gates that ran, and the share that the candidate had then.
    private func checks(_ walk: Walk) -> [String] {
        var weight = Weight.none
        return walk.entries.compactMap { entry in
            switch entry.event {
            case .wrote(_, .alias(let state)): weight = state.traffic.weight(of: Version(42))
            case .requested(let request):
                weight = request.traffic?.weight(of: Version(42)) ?? weight
            case .checked(let gate, _): return "\(gate) at \(weight.text)"
            default: break
            }
            return nil
        }
    }

    private static let gates = [10, 20, 50].map { Gate.run(.step(.percent($0))) }

    @Test func `all that someone gave leaves out bakes, and no gate`() throws {
        var walk = try held(Traffic(version: Version(42)), at: 1, gates: Self.gates)
        ask(&walk, Traffic(version: Version(42)))
        #expect(walk.run() == .promotedUnjudged)
        #expect(checks(walk) == ["0 at 100 %", "1 at 100 %", "2 at 100 %"])
        var bad = try held(Traffic(version: Version(42)), at: 1, gates: Self.gates)
        bad.world.gatesFail = [1]
        ask(&bad, Traffic(version: Version(42)))
        guard case .rolledBack(let reason) = bad.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .gate)
        #expect(bad.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `steps that an adopted share is beyond have their gates checked`() throws {
        var walk = try held(Self.theirs, at: 1, gates: Self.gates)
        ask(&walk, Self.theirs)
        #expect(walk.run() == .promoted)
        #expect(checks(walk) == ["0 at 30 %", "1 at 30 %", "2 at 50 %"])
    }

    @Test func `a bad candidate goes back from an adopted share`() throws {
        var walk = try held(Self.theirs)
        walk.world.candidateFails = (60, 0)
        ask(&walk, Self.theirs)
        guard case .rolledBack = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a share that someone set in the bake is adopted by the next driver`() throws {
        var plan = try Plan.sample(.steps((20, 6), (50, 6)))
        plan.onHold.limit = .seconds(3)
        var walk = Walk(plan, versions: [.sample(Version(41))])
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        let theirs = Traffic.split(stable: Version(41), candidate: Version(42), at: .percent(35))
        walk.alias = AliasState(
            version: theirs.version,
            weighted: theirs.weighted,
            revision: "theirs",
            description: walk.alias?.description ?? ""
        )
        walk.served.append((walk.now, theirs))
        #expect(walk.run() == nil)
        #expect(walk.left == .drift(found: theirs))
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "test", who: "test")))
        ask(&walk, theirs)
        #expect(walk.run() == .promoted)
    }

    @Test func `a version that this rollout does not know is not adopted`() throws {
        let other = Traffic(version: Version(7))
        var walk = try held(other)
        #expect(walk.rollout.adoptable(other) == nil)
        ask(&walk, other)
        #expect(walk.rollout.hold != nil)
        #expect(walk.run() == nil)
        #expect(walk.alias?.traffic == other)
    }

    @Test func `an adopted share leaves the time of the first shift as it was`() throws {
        var walk = try held(Self.theirs)
        let first = try #require(walk.rollout.firstTrafficAt)
        ask(&walk, Self.theirs)
        #expect(walk.run() == .promoted)
        #expect(walk.rollout.firstTrafficAt == first)
        let end = try #require(walk.rollout.finishedAt)
        let report = RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        #expect(report.contains("\(first.duration(to: end).words) after the first shift"))
    }

    @Test func `after the promotion the complaint says why nothing can be adopted`() throws {
        var world = Walk.World()
        var plan = try Plan.sample(.steps((50, 3)))
        plan.strategy.watchAfter = .seconds(600)
        world.moves = (
            30,
            AliasState(
                version: Version(41),
                weighted: .init(Version(42), .percent(30)),
                revision: "theirs"
            )
        )
        var walk = Walk(plan, world: world, versions: [.sample(Version(41))])
        while walk.rollout.hold == nil, walk.entries.count < 1000 { _ = walk.run(maxSteps: 1) }
        #expect(walk.rollout.completedAt != nil)
        let complaint = walk.rollout.driftComplaint(found: Self.theirs)
        #expect(
            complaint.why.last == "resume --adopt does not take it: v42 had all calls already"
        )
        #expect(complaint.next.contains { $0.hasPrefix("sluice abort") })
    }

    @Test func `what changed again since it was seen is not adopted`() throws {
        var walk = try held(Self.theirs)
        ask(&walk, .split(stable: Version(41), candidate: Version(42), at: .percent(31)))
        #expect(walk.rollout.hold != nil)
    }

    @Test func `a new driver adopts what it was asked to before it looked`() throws {
        var walk = try held(Self.theirs)
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "other", who: "test")))
        ask(&walk, Self.theirs)
        #expect(walk.run() == .promoted)
        let weights = walk.served.map { $0.traffic.weight(of: Version(42)) }
        #expect(weights == [.none, .percent(10), .percent(30), .percent(50), .all])
    }

    @Test func `a change that was taken back ends its hold`() throws {
        var walk = try held(Self.theirs)
        walk.alias = walk.rollout.alias
        #expect(walk.run() == .promoted)
    }
}
