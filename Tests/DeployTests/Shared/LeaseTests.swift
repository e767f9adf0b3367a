// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct LeaseTests {
    private let time = VirtualTime()
    private let bucket: MemoryBucket

    init() { bucket = MemoryBucket(time) }

    private func holder(_ host: String) -> TargetLock.Holder {
        TargetLock.Holder(
            driver: DriverIdentity(pid: 7, host: host, who: "mira"),
            rollout: "r-1"
        )
    }

    private func leases(_ seed: UInt64) throws -> LeaseHome {
        try #require(bucket.home(seed).leases)
    }

    private func sleep(_ seconds: Int) async throws {
        try await time.sleep(until: time.now.advanced(by: .seconds(seconds)), tolerance: nil)
    }

    @Test func `one machine at a time, and then the next one`() throws {
        try time.run {
            let (one, other) = (try leases(1), try leases(2))
            try await one.holding(.sample, as: holder("one"), on: "m1") { lease in
                #expect(await lease.standing() == .held)
                let seen = try await other.holder(of: .sample)
                #expect(seen == holder("one"))
                let refusal = await #expect(throws: Complaint.self) {
                    try await other.holding(.sample, as: holder("other"), on: "m2") { _ in }
                }
                #expect(refusal?.exit == .refused)
                #expect(refusal?.why.first == "process 7 on one, started by mira, drives r-1")
            }
            #expect(try await other.holder(of: .sample) == nil)
            try await other.holding(.sample, as: holder("other"), on: "m2") { _ in }
        }
    }

    @Test func `of two that begin at once exactly one gets it`() throws {
        try time.run {
            let homes = [try leases(1), try leases(2), try leases(3)]
            let won = await withTaskGroup(of: Bool.self) { group in
                for (index, home) in homes.enumerated() {
                    group.addTask {
                        do {
                            try await home.holding(
                                .sample,
                                as: holder("m\(index)"),
                                on: "m\(index)"
                            ) { _ in try await sleep(5) }
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(won == 1)
        }
    }

    @Test func `it is renewed for as long as it is held`() throws {
        try time.run {
            let (one, other) = (try leases(1), try leases(2))
            try await one.holding(.sample, as: holder("one"), on: "m1") { lease in
                for _ in 0..<20 {
                    try await sleep(15)
                    let seen = try await other.holder(of: .sample)
                    #expect(seen == holder("one"))
                    #expect(await lease.standing() == .held)
                }
            }
        }
    }

    /// A lease as a process that was killed leaves it.
    private func abandoned() async throws -> Lease {
        let text = LeaseText(holder: holder("one"), machine: "m1", session: "s1")
        let bucket = Bucket(aws: self.bucket, clock: time, name: "acme", prefix: "orders/")
        let key = LeaseHome.key(of: .sample)
        let tag = try await bucket.put(try text.bytes, at: key, .absent)
        return Lease(text, in: bucket, at: key, tag: tag, since: time.now, clock: time)
    }

    @Test func `one that nobody renews runs out by the store's clock`() throws {
        try time.run {
            // The clocks of machines are none of the store's business.
            bucket.run(ahead: .seconds(3600))
            _ = try await abandoned()
            let other = try leases(2)
            try await sleep(60)
            #expect(try await other.holder(of: .sample) == holder("one"))
            try await sleep(3)
            #expect(try await other.holder(of: .sample) == nil)
            try await other.holding(.sample, as: holder("other"), on: "m2") { _ in }
        }
    }

    @Test func `a process of the same machine need not wait for it`() throws {
        try time.run {
            _ = try await abandoned()
            let began = time.now
            try await leases(2).holding(.sample, as: holder("one"), on: "m1") { _ in }
            #expect(time.now == began)
        }
    }

    @Test func `who is patient waits until it has run out, and says so`() throws {
        try time.run {
            _ = try await abandoned()
            let (told, began) = (Box<[String]>([]), time.now)
            try await leases(2).holding(
                .sample,
                as: holder("other"),
                on: "m2",
                isPatient: true,
                tell: { text in told.change { $0.append(text) } },
                { _ in }
            )
            #expect(told.get().count == 1)
            #expect(began.duration(to: time.now) >= .seconds(63))
            #expect(began.duration(to: time.now) <= .seconds(66))
        }
    }

    @Test func `who waits for a store that does not tell its time counts by one clock`() throws {
        try time.run {
            // Held against our clock, what the store wrote would be an hour in the future.
            bucket.run(ahead: .seconds(3600))
            bucket.tellsTime(false)
            _ = try await abandoned()
            let (other, began) = (try leases(2), time.now)
            #expect(try await other.holder(of: .sample) == holder("one"))
            try await other.holding(.sample, as: holder("other"), on: "m2", isPatient: true) { _ in
            }
            #expect(began.duration(to: time.now) >= .seconds(63))
            #expect(began.duration(to: time.now) <= .seconds(70))
        }
    }

    @Test func `what cannot be read binds as long as any lease, and can be given back`() throws {
        try time.run {
            let place = Bucket(aws: bucket, clock: time, name: "acme", prefix: "orders/")
            _ = try await place.put(Array("{\"x\":1}".utf8), at: LeaseHome.key(of: .sample), .none)
            let other = try leases(2)
            let refusal = await #expect(throws: Complaint.self) {
                try await other.holding(.sample, as: holder("other"), on: "m2") { _ in }
            }
            #expect(refusal?.why.contains { $0.contains("runs out at") } == true)
            #expect(try await other.left().isEmpty)
            try await sleep(64)
            #expect(try await other.holder(of: .sample) == nil)
            let left = try #require(try await other.left().first)
            #expect(left.holder == nil)
            #expect(try await other.giveBack(left))
            #expect(try await other.left().isEmpty)
            try await other.holding(.sample, as: holder("other"), on: "m2") { _ in }
        }
    }

    @Test func `a refusal names the lease and when it runs out`() throws {
        try time.run {
            _ = try await abandoned()
            try await sleep(20)
            let refusal = await #expect(throws: Complaint.self) {
                try await leases(2).holding(.sample, as: holder("other"), on: "m2") { _ in }
            }
            let end = time.now.advanced(by: .seconds(43))
            let key = LeaseHome.key(of: .sample)
            #expect(
                refusal?.why.dropFirst().first
                    == "its lease s3://acme/orders/\(key) runs out at \(end.clockText) unless it is "
                    + "renewed"
            )
            #expect(refusal?.commands.contains("sluice resume r-1") == true)
        }
    }

    @Test func `who was killed does not answer a call until its lease is over`() throws {
        try time.run {
            _ = try await abandoned()
            let (other, box) = (try leases(2), bucket.home(2).requests(of: "r-1"))
            try await sleep(10)
            let heard = try await other.hear(
                .sample,
                through: box,
                until: time.now.advanced(by: .seconds(2))
            )
            guard case .silent(let term) = heard else {
                Issue.record("\(heard)")
                return
            }
            #expect(time.now.duration(to: term.until) == .seconds(51))
            let late = try await other.hear(
                .sample,
                through: box,
                until: time.now.advanced(by: .seconds(60))
            )
            #expect(late == .gone)
        }
    }

    @Test func `a holder answers a call at once, and each call once`() throws {
        try time.run {
            let (other, box) = (try leases(2), bucket.home(2).requests(of: "r-1"))
            try await leases(1).holding(.sample, as: holder("one"), on: "m1") { lease in
                async let _: Void = {
                    while !Task.isCancelled {
                        // Its end comes with that of the lease.
                        let calls = try? await box.look(without: []).calls
                        await lease.answer(calls ?? [])
                        try? await sleep(1)
                    }
                }()
                let began = time.now
                let heard = try await other.hear(
                    .sample,
                    through: box,
                    until: began.advanced(by: .seconds(10))
                )
                #expect(heard == .answers)
                #expect(began.duration(to: time.now) <= .seconds(2))
                let writes = bucket.puts.count
                try await sleep(10)
                #expect(bucket.puts.count == writes)
            }
        }
    }

    @Test func `a renewal that was under way when its holder stopped is no sign of life`() throws {
        try time.run {
            _ = try await abandoned()
            let (other, began) = (try leases(2), time.now)
            async let late: Void = renewed(after: 3)
            try await other.holding(.sample, as: holder("other"), on: "m2", isPatient: true) { _ in
            }
            try await late
            #expect(began.duration(to: time.now) >= .seconds(66))
            #expect(began.duration(to: time.now) <= .seconds(74))
        }
    }

    private func renewed(after seconds: Int) async throws {
        try await sleep(seconds)
        var text = LeaseText(holder: holder("one"), machine: "m1", session: "s1")
        text.renewals += 1
        let place = Bucket(aws: bucket, clock: time, name: "acme", prefix: "orders/")
        _ = try await place.put(try text.bytes, at: LeaseHome.key(of: .sample), .none)
    }

    @Test func `a renewal ends the patience`() throws {
        try time.run {
            let (one, other) = (try leases(1), try leases(2))
            try await one.holding(.sample, as: holder("one"), on: "m1") { _ in
                let began = time.now
                await #expect(throws: Complaint.self) {
                    try await other.holding(
                        .sample,
                        as: holder("other"),
                        on: "m2",
                        isPatient: true
                    ) { _ in }
                }
                #expect(began.duration(to: time.now) <= .seconds(24))
            }
        }
    }

    @Test func `a holder that slept goes on where nobody came, and stops where somebody did`()
        throws
    {
        try time.run {
            let lease = try await abandoned()
            try await sleep(3600)
            #expect(await lease.standing() == .held)
            try await sleep(3600)
            try await leases(2).holding(.sample, as: holder("other"), on: "m2") { _ in
                #expect(await lease.standing() == .lost(LeaseLost(to: holder("other"))))
            }
            // Also when the other one has gone again.
            #expect(await lease.standing() == .lost(LeaseLost(to: holder("other"))))
        }
    }

    @Test func `a clock that was set back lengthens nothing`() throws {
        try time.run {
            let text = LeaseText(holder: holder("one"), machine: "m1", session: "s1")
            let bucket = Bucket(aws: self.bucket, clock: time, name: "acme", prefix: "orders/")
            let key = LeaseHome.key(of: .sample)
            let tag = try await bucket.put(try text.bytes, at: key, .absent)
            let lease = Lease(
                text,
                in: bucket,
                at: key,
                tag: tag,
                since: time.now.advanced(by: .seconds(3600)),
                clock: time
            )
            self.bucket.isDown(true)
            guard case .unknown = await lease.standing() else {
                Issue.record("a lease of which nobody knows counts as held")
                return
            }
        }
    }

    @Test func `a lost answer of a renewal is no loss`() throws {
        try time.run {
            let lease = try await abandoned()
            try await sleep(55)
            bucket.next(.lostAnswer)
            #expect(await lease.standing() == .held)
            try await sleep(55)
            bucket.next(.lostCall, .conflict)
            #expect(await lease.standing() == .held)
        }
    }

    @Test func `a write without the lease is refused before it is sent`() throws {
        try time.run {
            let lease = try await abandoned()
            let aws = ScriptedAWS().on(UpdateAlias.self) { _ in
                AliasConfiguration("live", .serving41)
            }
            let fenced = FencedTransport(base: aws, lease: lease)
            let write = UpdateAlias(functionName: "orders", name: "live", functionVersion: "42")
            _ = try await fenced.send(write)
            try await sleep(3600)
            try await leases(2).holding(.sample, as: holder("other"), on: "m2") { _ in
                let failure = await #expect(throws: AWSFailure.self) {
                    _ = try await fenced.send(write)
                }
                #expect(failure?.code == "LeaseLost")
                #expect(failure?.isOutcomeUnknown == false)
            }
            #expect(aws.calls(UpdateAlias.self).count == 1)
        }
    }

    @Test func `who cannot know any more may give back once, and nothing else`() throws {
        try time.run {
            let lease = try await abandoned()
            let aws = ScriptedAWS().on(UpdateAlias.self) { _ in
                AliasConfiguration("live", .serving41)
            }
            let fenced = FencedTransport(base: aws, lease: lease)
            try await sleep(3600)
            bucket.isDown(true)
            var shift = UpdateAlias(functionName: "orders", name: "live", functionVersion: "41")
            shift.revisionId = "a2"
            shift.routingConfig = RoutingConfig(additionalVersionWeights: ["42": 0.5])
            await #expect(throws: AWSFailure.self) { _ = try await fenced.send(shift) }
            var back = shift
            back.routingConfig = RoutingConfig(additionalVersionWeights: [:])
            _ = try await fenced.send(back)
            await #expect(throws: AWSFailure.self) { _ = try await fenced.send(back) }
            #expect(aws.calls(UpdateAlias.self).count == 1)
        }
    }
}
