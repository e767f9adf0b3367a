// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct LeaseHeartTests {
    private let world = LeaseWorld()
    private var time: VirtualTime { world.time }

    @Test func `a driver whose loop hangs keeps its lease no longer than it lasts`() throws {
        try time.run {
            let (one, other) = (try world.leases(1), try world.leases(2))
            let heart = Heart(time)
            heart.beat()
            try await one.holding(.sample, as: world.holder("one"), on: "m1", while: heart) {
                lease in
                // A call may take its time.
                try await world.sleep(110)
                #expect(try await other.holder(of: .sample) == world.holder("one"))
                heart.beat()
                try await world.sleep(110)
                #expect(try await other.holder(of: .sample) == world.holder("one"))
                try await world.sleep(75)
                #expect(try await other.holder(of: .sample) == nil)
                try await other.holding(.sample, as: world.holder("other"), on: "m2") { _ in
                    heart.beat()
                    let lost = LeaseLost(to: world.holder("other"))
                    #expect(await lease.standing() == .lost(lost))
                }
            }
        }
    }

    @Test func `a loop that wakes up has the lease again where nobody took it`() throws {
        try time.run {
            let (one, other) = (try world.leases(1), try world.leases(2))
            let heart = Heart(time)
            heart.beat()
            try await one.holding(.sample, as: world.holder("one"), on: "m1", while: heart) {
                lease in
                try await world.sleep(300)
                #expect(try await other.holder(of: .sample) == nil)
                heart.beat()
                #expect(await lease.standing() == .held)
                #expect(try await other.holder(of: .sample) == world.holder("one"))
                try await world.sleep(50)
                #expect(try await other.holder(of: .sample) == world.holder("one"))
            }
        }
    }

    @Test func `a driver whose loop hangs answers no call`() throws {
        try time.run {
            let (one, other) = (try world.leases(1), try world.leases(2))
            let heart = Heart(time)
            heart.beat()
            try await one.holding(.sample, as: world.holder("one"), on: "m1", while: heart) {
                lease in
                try await world.sleep(150)
                await lease.answer(["c-1"], while: heart)
                try await world.sleep(45)
                #expect(try await other.holder(of: .sample) == nil)
                heart.beat()
                await lease.answer(["c-1"], while: heart)
                #expect(try await other.holder(of: .sample) == world.holder("one"))
            }
        }
    }

    @Test func `another machine takes over from a driver that hangs`() throws {
        let project = try Project(isShared: true)
        let name = try project.openRollout()
        project.interrupts.set([])
        let (time, store, world) = (project.time, project.store, project.world)
        let (deployment, target) = (project.deployment(), project.target)
        let elsewhere = project.deployment(
            DriverIdentity(pid: 12, host: "elsewhere", who: "jo"),
            locks: TargetLock(directory: project.folder.path.appending("elsewhere"), clock: time)
        )
        let isHanging = Box(false)
        let (driven, resumed) = try time.run {
            let plan = try await store.rollout(name).plan
            let journal = HangingJournal(
                base: try await store.open(name),
                clock: time,
                isHanging: isHanging
            )
            let holder = deployment.holder(of: name)
            async let driving = deployment.locks.holdingLease(target, as: holder) { lease in
                try await deployment.drive(journal, of: plan, under: lease)
            }
            try await time.sleep(until: time.now.advanced(by: .seconds(30)), tolerance: nil)
            isHanging.set(true)
            try await time.sleep(until: time.now.advanced(by: .seconds(240)), tolerance: nil)
            let resumed = try await elsewhere.abort(name)
            isHanging.set(false)
            return (try await driving, resumed)
        }
        #expect(resumed.end == .finished(.rolledBack(Reason(.operator, "aborted by jo"))))
        #expect(resumed.notes == [])
        #expect(driven.complaint != nil)
        #expect(world.traffic() == Traffic(version: Version(41)))
        #expect(try project.history() == ["steps v42 rolledBack"])
    }
}
