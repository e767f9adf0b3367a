// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage
import Testing

@testable import SluiceDeploy

/// Whole walks over a journal that machines share.
@Suite struct SharedProjectTests {
    private let project: Project
    private let bucket: MemoryBucket

    init() throws {
        project = try Project(isShared: true)
        bucket = try #require(project.bucket)
    }

    private var other: DriverIdentity { DriverIdentity(pid: 9, host: "other", who: "jo") }
    private var otherLocks: TargetLock {
        TargetLock(directory: project.folder.path.appending("elsewhere"), clock: project.time)
    }

    /// A lease of this machine as a process that was killed leaves it.
    private func abandon(_ rollout: String, _ driver: DriverIdentity = .mira) throws {
        let (time, bucket, target) = (project.time, bucket, project.target)
        let locks = project.locks.sharing(project.store.home, on: driver.host)
        let holder = TargetLock.Holder(driver: driver, rollout: rollout)
        try time.run {
            try await locks.holdingLease(target, as: holder) { _ in
                // Its end is not heard of any more.
                bucket.isDown(true)
            }
            bucket.isDown(false)
        }
    }

    @Test func `a driver of this machine that died is not taken for one that lives`() throws {
        let name = try project.openRollout()
        try abandon(name)
        let (target, time) = (project.target, project.time)
        let here = project.locks.sharing(project.store.home, on: DriverIdentity.mira.host)
        let there = otherLocks.sharing(project.store.home, on: other.host)
        let (ours, driving, theirs) = try time.run {
            (
                try await here.anyHolder(of: target), try await here.driving(target),
                try await there.anyHolder(of: target)
            )
        }
        #expect(ours == nil)
        #expect(driving == nil)
        // From elsewhere nobody can tell until it has run out.
        #expect(theirs?.rollout == name)
        let begun = time.now
        let report = try project.aSecondLater { try await $0.abort(name) }
        #expect(report.end == .finished(.rolledBack(Reason(.operator, "aborted by mira"))))
        #expect(begun.duration(to: time.now) < .seconds(5))
    }

    @Test func `a driver answers a call from another machine while it bakes`() throws {
        let name = try project.openRollout()
        let (time, target) = (project.time, project.target)
        let (driver, store) = (project.deployment(), project.store)
        let leases = try #require(bucket.home(2).leases)
        let heard = try time.run {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await driver.resume(name) }
                try await time.sleep(until: time.now.advanced(by: .seconds(5)), tolerance: nil)
                let heard = try await leases.hear(
                    target,
                    through: store.requests(of: name),
                    until: time.now.advanced(by: .seconds(3))
                )
                try await store.requests(of: name).append(
                    Request(id: "end", verb: .abort, who: "jo", at: time.now)
                )
                try await group.waitForAll()
                return heard
            }
        }
        #expect(heard == .answers)
        // A call is no event.
        let requests = try time.run { try await store.rollout(name).requests.map(\.id) }
        #expect(requests == ["end"])
    }

    @Test func `a journal is not put aside while its rollout is driven`() throws {
        let name = try project.openRollout()
        let (time, target, store) = (project.time, project.target, project.store)
        let here = project.locks.sharing(store.home, on: DriverIdentity.mira.host)
        let there = otherLocks.sharing(store.home, on: other.host)
        let holder = TargetLock.Holder(driver: .mira, rollout: name)
        try time.run {
            try await here.holdingLease(target, as: holder) { _ in
                for locks in [here, there] {
                    let refusal = await #expect(throws: Complaint.self) {
                        _ = try await store.setAside(name, at: time.now, locks: locks)
                    }
                    #expect(refusal?.exit == .refused)
                }
            }
            let before = try await store.names()
            #expect(before == [name])
            _ = try await store.setAside(name, at: time.now, locks: there)
            let after = try await store.names()
            #expect(after.isEmpty)
        }
    }

    @Test func `a rollback does not wait for a bucket that does not answer again and again`() throws
    {
        _ = try project.openRollout()
        bucket.isSilent(true)
        let home = bucket.home(2, isEmergency: true)
        let deployment = project.deployment(store: JournalStore(home: home))
        let begun = project.time.now
        let report = try project.time.run { try await deployment.rollback(.sample()) }
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(report.complaint == nil)
        #expect(!report.notes.isEmpty)
        #expect(begun.duration(to: project.time.now) < .seconds(5))
    }

    @Test func `a rollback works without a bucket that refuses connections, in a second`() throws {
        _ = try project.openRollout()
        bucket.isDown(true)
        let home = bucket.home(2, isEmergency: true)
        let deployment = project.deployment(store: JournalStore(home: home))
        let begun = project.time.now
        _ = try project.time.run { try await deployment.rollback(.sample()) }
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(begun.duration(to: project.time.now) < .seconds(1))
    }

    @Test func `a lease is given back also while it is being renewed`() throws {
        let (time, bucket, target) = (project.time, bucket, project.target)
        let leases = try #require(project.store.home.leases)
        let holder = TargetLock.Holder(driver: .mira, rollout: "r-1")
        try time.run {
            try await leases.holding(target, as: holder, on: "m1") { _ in
                // The renewal after 20 s takes a while; the body ends in its midst.
                let slow = time.now.advanced(by: .seconds(21))
                bucket.before {
                    // Cut short by nobody.
                    try? await time.sleep(until: slow, tolerance: nil)
                }
                let end = time.now.advanced(by: .milliseconds(20_500))
                try await time.sleep(until: end, tolerance: nil)
            }
            bucket.before(nil)
            #expect(try await leases.holder(of: target) == nil)
        }
    }

    @Test func `a driver whose journal is in a bucket is named where ours is a folder`() throws {
        let local = try Project(project.world)
        let holder = TargetLock.Holder(
            driver: .mira,
            rollout: "r-shared",
            requests: "s3://acme/orders/rollouts/r-shared.requests"
        )
        project.world.split(42, at: .percent(10))
        let (locks, deployment, target) = (local.locks, local.deployment(), local.target)
        let report = try local.time.run {
            try await locks.holding(target, as: holder) {
                try await deployment.rollback(.sample())
            }
        }
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(report.notes.first?.contains("s3://acme/orders") == true)
    }

    @Test func `who waits for a lease can stop waiting`() throws {
        let name = try project.openRollout()
        try abandon(name, other)
        let begun = project.time.now
        let time = project.time
        let deployment = project.deployment(
            other,
            locks: otherLocks,
            interrupt: {
                // Cancelled where nothing is waited for any more.
                try? await time.sleep(until: begun.advanced(by: .seconds(7)), tolerance: nil)
                return time.now < begun.advanced(by: .seconds(7)) ? nil : .interrupt
            }
        )
        // A third machine holds it: neither its lock nor its name is ours.
        let text = LeaseText(
            holder: TargetLock.Holder(driver: .mira, rollout: name),
            machine: "m3",
            session: "s3"
        )
        let bucket = bucket
        let complaint = #expect(throws: Complaint.self) {
            try time.run {
                let place = Bucket(aws: bucket, clock: time, name: "acme", prefix: "orders/")
                let key = LeaseHome.key(of: project.target)
                _ = try await place.write(try text.bytes, at: key, .none)
                return try await deployment.goOn(name)
            }
        }
        #expect(complaint?.exit == .interrupted)
        #expect(begun.duration(to: time.now) < .seconds(9))
    }
}
