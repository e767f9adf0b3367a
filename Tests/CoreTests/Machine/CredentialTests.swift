// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct CredentialTests {
    private func walk(
        _ plan: Plan,
        _ change: (inout Walk.World) -> Void
    ) -> Walk {
        var world = Walk.World()
        change(&world)
        return Walk(plan, world: world, versions: [.sample(Version(41))])
    }

    private func life(_ second: Int, isRenewable: Bool = false) -> CredentialLife {
        CredentialLife(
            until: Timestamp(second: 1_000_000 + Int64(second)),
            isRenewable: isRenewable
        )
    }

    private func plan(_ bake: Int, holds: Bool = false) throws -> Plan {
        var onHold = HoldPolicy()
        if holds { onHold.credentials = .hold }
        return try .sample(.steps((10, bake), (50, bake)), onHold: onHold)
    }

    @Test func `credentials that end before the plan does begin nothing`() throws {
        var walk = walk(try plan(900)) { $0.credentials = life(1500) }
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .credentials)
        #expect(reason.text.contains("and the rollout needs until"))
        #expect(walk.served.count == 1)
        #expect(!walk.performed.contains { $0.writeKind == .publishVersion })
    }

    @Test func `credentials that would have it go back at the end begin nothing`() throws {
        // The plan takes 1,800 s, and ten minutes before 2,200 s it would go back.
        var walk = walk(try plan(900)) { $0.credentials = life(2200) }
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .credentials)
        #expect(reason.text.hasSuffix("10 min of it to go back in"))
        #expect(walk.served.count == 1)
    }

    @Test func `a source that gives no longer ones is asked before anything begins`() throws {
        var walk = walk(try plan(900)) { $0.credentials = life(120, isRenewable: true) }
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .credentials)
        #expect(walk.served.count == 1)
        #expect(!walk.performed.contains { $0.writeKind == .publishVersion })
    }

    @Test func `a source that gives longer ones is asked first, and then it begins`() throws {
        var walk = walk(try plan(900)) {
            $0.credentials = life(120, isRenewable: true)
            $0.renewed = life(90_000, isRenewable: true)
        }
        #expect(walk.run() == .promoted)
        let asked = try #require(
            walk.performed.firstIndex { if case .renewCredentials = $0 { true } else { false } }
        )
        let published = walk.performed.firstIndex { $0.writeKind == .publishVersion }
        #expect(published.map { asked < $0 } ?? false)
    }

    @Test func `without a bake to cut short, credentials of some minutes are enough`() throws {
        let plan = try Plan.sample(Strategy(name: "all-at-once", shape: .steps([])))
        for isRenewable in [true, false] {
            var walk = walk(plan) { $0.credentials = life(300, isRenewable: isRenewable) }
            #expect(walk.run() == .promoted)
        }
    }

    @Test func `held, it waits for a driver with longer ones`() throws {
        var walk = walk(try plan(900, holds: true)) { $0.credentials = life(1500) }
        #expect(walk.run(maxSteps: 200) == nil)
        #expect(walk.rollout.hold?.reason == .credentials(until: life(1500).until))
        let next = DriverIdentity(
            pid: 2,
            host: "test",
            who: "test",
            credentials: life(100_000)
        )
        walk.record(.driving(driver: next))
        #expect(walk.run() == .promoted)
    }

    @Test func `credentials that are renewed in time stop nobody`() throws {
        var walk = walk(try plan(900)) {
            $0.credentials = life(1500, isRenewable: true)
            $0.renewed = life(90_000, isRenewable: true)
        }
        #expect(walk.run() == .promoted)
        let asked = walk.performed.filter { if case .renewCredentials = $0 { true } else { false } }
        #expect(asked.count == 1)
    }

    @Test func `with traffic it goes back ten minutes before their end`() throws {
        var walk = walk(try plan(900)) { $0.credentials = life(1500, isRenewable: true) }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .credentials)
        #expect((900..<905).contains(walk.now.second - 1_000_000))
    }

    @Test func `with traffic it holds where the project says so, and goes on with new ones`() throws
    {
        var walk = walk(try plan(1200, holds: true)) {
            $0.credentials = life(1500, isRenewable: true)
        }
        while walk.rollout.hold == nil { _ = walk.run(maxSteps: 1) }
        #expect(walk.rollout.hold?.reason == .credentials(until: life(1500).until))
        #expect(walk.rollout.weight == .percent(10))
        walk.world.renewed = life(90_000, isRenewable: true)
        #expect(walk.run() == .promoted)
    }

    @Test func `credentials refused in the middle of a bake hold it until there are new ones`()
        throws
    {
        var walk = walk(try plan(300)) { $0.expired = 100..<700 }
        while walk.now.second < 1_000_650 { _ = walk.run(maxSteps: 1) }
        #expect(walk.rollout.weight == .percent(10))
        #expect(walk.rollout.steps.count == 1)
        let held = walk.entries.contains {
            if case .decided(.hold(.awsUnavailable(let failure)), _) = $0.event {
                failure.isCredentials
            } else {
                false
            }
        }
        #expect(held)
        #expect(walk.run() == .promoted)
    }

    @Test func `credentials refused for long end in a rollback that a new driver can make`() throws
    {
        var walk = walk(try plan(300)) { $0.expired = 100..<100_000 }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .credentials)
        #expect(walk.now.second - 1_000_000 < 2_000)
    }
}
