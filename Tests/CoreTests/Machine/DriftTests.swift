// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

/// What becomes of the candidate when someone else holds the alias: it is never left in traffic by a
/// rollout that says that it is over.
@Suite struct DriftTests {
    private static let stable = Traffic(version: Version(41))
    private static let theirs = Traffic.split(
        stable: Version(41),
        candidate: Version(42),
        at: .percent(30)
    )
    private static let refused = Failure(
        code: "AccessDeniedException",
        message: "not allowed",
        status: 403
    )

    private func plan(_ fence: Fence = .alias) throws -> Plan {
        let intent = Intent.sample(strategy: .steps((10, 30), (50, 30)))
        return try Plan(intent, given: .serving41, rollout: "r-1", fence: fence)
    }

    /// A walk that holds because someone set this traffic before its n-th write of the alias.
    private func held(_ traffic: Traffic, at write: Int, _ fence: Fence = .alias) throws -> Walk {
        var world = Walk.World()
        world.foreign = [write: traffic]
        var walk = Walk(try plan(fence), world: world, versions: [.sample(Version(41))])
        while walk.rollout.hold == nil, walk.entries.count < 1000 { _ = walk.run(maxSteps: 1) }
        return walk
    }

    /// A walk that holds because a look in the bake found what someone had set.
    private func glanced(_ traffic: Traffic) throws -> Walk {
        var walk = Walk(try .sample(.steps((10, 3000))), versions: [.sample(Version(41))])
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        set(&walk, traffic, "theirs")
        while walk.rollout.hold == nil, walk.entries.count < 10_000 { _ = walk.run(maxSteps: 1) }
        return walk
    }

    private func set(_ walk: inout Walk, _ traffic: Traffic, _ revision: String) {
        walk.alias = AliasState(
            version: traffic.version,
            weighted: traffic.weighted,
            revision: revision,
            description: walk.alias?.description ?? ""
        )
        walk.served.append((walk.now, traffic))
    }

    private func ask(_ walk: inout Walk, _ verb: Request.Verb, _ traffic: Traffic? = nil) {
        let id = "\(verb) \(walk.entries.count)"
        let request = Request(id: id, verb: verb, who: "mira", at: walk.now, traffic: traffic)
        walk.record(.requested(request: request))
    }

    @Test(arguments: [Fence.alias, .lease], [false, true])
    func `a share that someone gave before the first shift is taken back`(
        fence: Fence,
        isKilled: Bool
    ) throws {
        var walk = try held(Self.theirs, at: 1, fence)
        #expect(walk.rollout.hold?.reason == .drift(found: Self.theirs))
        if isKilled {
            walk.record(.driving(driver: DriverIdentity(pid: 2, host: "other", who: "test")))
        }
        ask(&walk, .abort)
        #expect(walk.run()?.word == "rolledBack")
        #expect(walk.alias?.traffic == Self.stable)
    }

    @Test func `what does not name the candidate is left as someone set it`() throws {
        for write in [1, 2] {
            var walk = try held(Traffic(version: Version(7)), at: write)
            ask(&walk, .abort)
            #expect(walk.run() == .superseded)
            #expect(walk.alias?.traffic == Traffic(version: Version(7)))
        }
    }

    @Test func `a change that a look found is read again, and over when it is taken back`() throws {
        var walk = try glanced(Self.theirs)
        #expect(walk.rollout.hold?.reason == .drift(found: Self.theirs))
        let reads = walk.aliasReads
        let mine = try #require(walk.rollout.alias)
        let since = walk.now
        set(&walk, mine.traffic, "back")
        while walk.rollout.hold != nil, walk.left == nil { _ = walk.run(maxSteps: 1) }
        #expect(walk.left == nil)
        #expect(walk.aliasReads > reads)
        #expect(since.duration(to: walk.now) <= .seconds(10))
    }

    @Test func `a person's rollback after a change that a look found ends the rollout`() throws {
        var walk = try glanced(Self.theirs)
        set(&walk, Self.stable, "stable")
        #expect(walk.run() == .superseded)
    }

    @Test func `an old reading does not end a rollout whose candidate still serves`() throws {
        var walk = try held(Self.theirs, at: 2, .lease)
        walk.world.staleReads = [walk.aliasReads + 1: .serving41]
        #expect(walk.run() != .superseded)
        #expect(walk.left == .drift(found: Self.theirs))
    }

    @Test func `a rollback that is refused is tried again while that may help`() throws {
        var walk = Walk(try plan(), versions: [.sample(Version(41))])
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        for write in walk.aliasWrites + 1...walk.aliasWrites + 5 {
            walk.world.aliasFailures[write] = (
                write.isMultiple(of: 2) ? Self.refused : Walk.expired, false
            )
        }
        ask(&walk, .abort)
        #expect(walk.run()?.word == "rolledBack")
        #expect(walk.alias?.traffic == Self.stable)
    }

    @Test func `a rollback that is refused for minutes is left to a person`() throws {
        var walk = Walk(try plan(), versions: [.sample(Version(41))])
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        for write in 1...200 where write > walk.aliasWrites {
            walk.world.aliasFailures[write] = (Self.refused, false)
        }
        ask(&walk, .abort)
        let began = walk.now
        #expect(walk.run() == nil)
        #expect(walk.left == .awsUnavailable(Self.refused))
        #expect(began.duration(to: walk.now) > .seconds(120))
    }

    @Test func `a shift that lands after it was looked for is the rollout's own`() throws {
        var scene = Scene.serving41
        scene.metricPeriod = 60
        let plan = try Plan.sample(.steps((10, 300), (50, 300)), given: scene)
        var walk = Walk(plan, versions: [.sample(Version(41))])
        walk.world.metricsDelay = 60
        walk.world.aliasFailures = [2: (Walk.away, false)]
        while walk.rollout.lateShift == nil, walk.entries.count < 1000 { _ = walk.run(maxSteps: 1) }
        let wanted = Traffic.split(stable: Version(41), candidate: Version(42), at: .percent(50))
        set(&walk, wanted, "late")
        // It is not sent again before the end of the next minute, and a look comes first.
        while walk.rollout.weight != .percent(50), walk.rollout.hold == nil, walk.left == nil {
            _ = walk.run(maxSteps: 1)
        }
        #expect(walk.rollout.hold == nil)
        #expect(walk.aliasWrites == 2)
        #expect(walk.run() == .promoted)
    }

    @Test func `a promotion that was asked for before a change was adopted is void`() throws {
        var walk = try held(Self.theirs, at: 2)
        ask(&walk, .promoteAll)
        ask(&walk, .adopt, Self.theirs)
        let adopted = walk.now
        #expect(walk.run() == .promoted)
        #expect(adopted.duration(to: walk.now) >= .seconds(30))
    }
}
