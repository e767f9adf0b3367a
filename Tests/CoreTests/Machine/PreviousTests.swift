// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct PreviousTests {
    private func run(_ plan: Plan, _ change: (inout Walk.World) -> Void = { _ in }) -> Walk {
        var world = Walk.World()
        change(&world)
        var walk = Walk(plan, world: world, versions: [.sample(Version(41))])
        #expect(walk.run() == .promoted)
        return walk
    }

    private func writes(_ walk: Walk) -> [Bool] {
        walk.performed.compactMap {
            if case .writePrevious(_, let creating, _) = $0 { creating } else { nil }
        }
    }

    @Test(arguments: [true, false])
    func `the alias of the version before is written on what was read of it`(exists: Bool) throws {
        var scene = Scene.serving41
        if exists { scene.previous = AliasState(version: Version(40), revision: "p1") }
        let walk = run(try .sample(given: scene))
        #expect(walk.previous == Version(41))
        #expect(writes(walk) == [!exists])
    }

    @Test(arguments: [true, false])
    func `one that someone moved or made meanwhile is read first, and then written`(
        exists: Bool
    ) throws {
        var scene = Scene.serving41
        if exists { scene.previous = AliasState(version: Version(40), revision: "p1") }
        let walk = run(try .sample(given: scene)) { $0.previousMoved = Version(7) }
        #expect(walk.previous == Version(41))
        #expect(writes(walk) == [!exists, false])
        #expect(walk.performed.contains { if case .readPrevious = $0 { true } else { false } })
    }

    @Test func `one that points there already is not written again`() throws {
        var scene = Scene.serving41
        scene.previous = AliasState(version: Version(40), revision: "p1")
        let walk = run(try .sample(given: scene)) { $0.previousMoved = Version(41) }
        #expect(walk.previous == Version(41))
        #expect(writes(walk) == [false])
    }

    @Test func `a stable version that sleeps is woken before anything moves`() throws {
        var scene = Scene.serving41
        scene.stable?.state = .inactive
        let walk = run(try .sample(gates: [.run()], given: scene))
        let wake = walk.performed.firstIndex(of: .wake(version: Version(41), attempt: 0))
        let read = walk.performed.lastIndex {
            if case .readVersion(let version, _) = $0 { version == Version(41) } else { false }
        }
        let gate = walk.performed.firstIndex { if case .check = $0 { true } else { false } }
        #expect(try #require(wake) < #require(read))
        #expect(try #require(read) < #require(gate))
    }

    @Test func `one that does not wake up stops the rollout before traffic`() throws {
        var scene = Scene.serving41
        scene.stable?.state = .inactive
        var world = Walk.World()
        world.versionSettlesAfter = 0
        var walk = Walk(try .sample(given: scene), world: world, versions: [.sample(Version(41))])
        walk.world.sleeps = true
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .aws)
        #expect(walk.served.count == 1)
    }

    @Test func `a machine that slept for an hour does what the deadline says`() throws {
        var walk = Walk(try .sample(), versions: [.sample(Version(41))])
        while walk.rollout.weight != .percent(10) { _ = walk.run(maxSteps: 1) }
        walk.now = walk.now.advanced(by: .seconds(3600))
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .deadline)
        #expect(walk.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `a shorter sleep is a longer bake, and leaves no step out`() throws {
        var walk = Walk(try .sample(), versions: [.sample(Version(41))])
        while walk.rollout.weight != .percent(10) { _ = walk.run(maxSteps: 1) }
        walk.now = walk.now.advanced(by: .seconds(1200))
        #expect(walk.run() == .promoted)
        let served = walk.served.map { $0.traffic.weight(of: Version(42)) }
        #expect(served == [.none, .percent(10), .percent(50), .all])
        let last = walk.served.suffix(2).map(\.at)
        #expect(last[0].duration(to: last[1]) >= .seconds(30))
    }
}
