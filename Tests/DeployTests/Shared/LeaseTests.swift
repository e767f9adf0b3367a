// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct LeaseTests {
    private let world = LeaseWorld()
    private var time: VirtualTime { world.time }
    private var bucket: MemoryBucket { world.bucket }

    @Test func `one machine at a time, and then the next one`() throws {
        try time.run {
            let (one, other) = (try world.leases(1), try world.leases(2))
            try await one.holding(.sample, as: world.holder("one"), on: "m1") { lease in
                #expect(await lease.standing() == .held)
                let seen = try await other.holder(of: .sample)
                #expect(seen == world.holder("one"))
                let refusal = await #expect(throws: Complaint.self) {
                    try await other.holding(.sample, as: world.holder("other"), on: "m2") { _ in }
                }
                #expect(refusal?.exit == .refused)
                #expect(refusal?.why.first == "process 7 on one, started by mira, drives r-1")
            }
            #expect(try await other.holder(of: .sample) == nil)
            try await other.holding(.sample, as: world.holder("other"), on: "m2") { _ in }
        }
    }

    @Test func `of two that begin at once exactly one gets it`() throws {
        try time.run {
            let homes = [try world.leases(1), try world.leases(2), try world.leases(3)]
            let won = await withTaskGroup(of: Bool.self) { group in
                for (index, home) in homes.enumerated() {
                    group.addTask {
                        do {
                            try await home.holding(
                                .sample,
                                as: world.holder("m\(index)"),
                                on: "m\(index)"
                            ) { _ in try await world.sleep(5) }
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
            let (one, other) = (try world.leases(1), try world.leases(2))
            try await one.holding(.sample, as: world.holder("one"), on: "m1") { lease in
                for _ in 0..<20 {
                    try await world.sleep(15)
                    let seen = try await other.holder(of: .sample)
                    #expect(seen == world.holder("one"))
                    #expect(await lease.standing() == .held)
                }
            }
        }
    }

    @Test func `one that nobody renews runs out by the store's clock`() throws {
        try time.run {
            // The clocks of machines are none of the store's business.
            bucket.run(ahead: .seconds(3600))
            _ = try await world.abandoned()
            let other = try world.leases(2)
            try await world.sleep(60)
            #expect(try await other.holder(of: .sample) == world.holder("one"))
            try await world.sleep(3)
            #expect(try await other.holder(of: .sample) == nil)
            try await other.holding(.sample, as: world.holder("other"), on: "m2") { _ in }
        }
    }

    @Test func `a process of the same machine need not wait for it`() throws {
        try time.run {
            _ = try await world.abandoned()
            let began = time.now
            try await world.leases(2).holding(.sample, as: world.holder("one"), on: "m1") { _ in }
            #expect(time.now == began)
        }
    }

    @Test func `who is patient waits until it has run out, and says so`() throws {
        try time.run {
            _ = try await world.abandoned()
            let (told, began) = (Box<[String]>([]), time.now)
            try await world.leases(2).holding(
                .sample,
                as: world.holder("other"),
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
            _ = try await world.abandoned()
            let (other, began) = (try world.leases(2), time.now)
            #expect(try await other.holder(of: .sample) == world.holder("one"))
            try await other.holding(.sample, as: world.holder("other"), on: "m2", isPatient: true) {
                _ in
            }
            #expect(began.duration(to: time.now) >= .seconds(63))
            #expect(began.duration(to: time.now) <= .seconds(70))
        }
    }

    @Test func `what cannot be read binds as long as any lease, and can be given back`() throws {
        try time.run {
            let place = Bucket(aws: bucket, clock: time, name: "acme", prefix: "orders/")
            _ = try await place.put(Array("{\"x\":1}".utf8), at: LeaseHome.key(of: .sample), .none)
            let other = try world.leases(2)
            let refusal = await #expect(throws: Complaint.self) {
                try await other.holding(.sample, as: world.holder("other"), on: "m2") { _ in }
            }
            #expect(refusal?.why.contains { $0.contains("runs out at") } == true)
            #expect(try await other.left().isEmpty)
            try await world.sleep(64)
            #expect(try await other.holder(of: .sample) == nil)
            let left = try #require(try await other.left().first)
            #expect(left.holder == nil)
            #expect(try await other.giveBack(left))
            #expect(try await other.left().isEmpty)
            try await other.holding(.sample, as: world.holder("other"), on: "m2") { _ in }
        }
    }

    @Test func `a refusal names the lease and when it runs out`() throws {
        try time.run {
            _ = try await world.abandoned()
            try await world.sleep(20)
            let refusal = await #expect(throws: Complaint.self) {
                try await world.leases(2).holding(.sample, as: world.holder("other"), on: "m2") {
                    _ in
                }
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

    @Test func `a renewal that was under way when its holder stopped is no sign of life`() throws {
        try time.run {
            _ = try await world.abandoned()
            let (other, began) = (try world.leases(2), time.now)
            async let late: Void = world.renewed(after: 3)
            try await other.holding(.sample, as: world.holder("other"), on: "m2", isPatient: true) {
                _ in
            }
            try await late
            #expect(began.duration(to: time.now) >= .seconds(66))
            #expect(began.duration(to: time.now) <= .seconds(74))
        }
    }

    @Test func `a renewal ends the patience`() throws {
        try time.run {
            let (one, other) = (try world.leases(1), try world.leases(2))
            try await one.holding(.sample, as: world.holder("one"), on: "m1") { _ in
                let began = time.now
                await #expect(throws: Complaint.self) {
                    try await other.holding(
                        .sample,
                        as: world.holder("other"),
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
            let lease = try await world.abandoned()
            try await world.sleep(3600)
            #expect(await lease.standing() == .held)
            try await world.sleep(3600)
            try await world.leases(2).holding(.sample, as: world.holder("other"), on: "m2") { _ in
                #expect(await lease.standing() == .lost(LeaseLost(to: world.holder("other"))))
            }
            // Also when the other one has gone again.
            #expect(await lease.standing() == .lost(LeaseLost(to: world.holder("other"))))
        }
    }

    @Test func `a clock that was set back lengthens nothing`() throws {
        try time.run {
            let text = LeaseText(holder: world.holder("one"), machine: "m1", session: "s1")
            let bucket = Bucket(aws: world.bucket, clock: time, name: "acme", prefix: "orders/")
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
            world.bucket.isDown(true)
            guard case .unknown = await lease.standing() else {
                Issue.record("a lease of which nobody knows counts as held")
                return
            }
        }
    }

    @Test func `a lost answer of a renewal is no loss`() throws {
        try time.run {
            let lease = try await world.abandoned()
            try await world.sleep(55)
            bucket.next(.lostAnswer)
            #expect(await lease.standing() == .held)
            try await world.sleep(55)
            bucket.next(.lostCall, .conflict)
            #expect(await lease.standing() == .held)
        }
    }

    @Test func `a write without the lease is refused before it is sent`() throws {
        try time.run {
            let lease = try await world.abandoned()
            let aws = ScriptedAWS().on(UpdateAlias.self) { _ in
                AliasConfiguration("live", .serving41)
            }
            let fenced = FencedTransport(base: aws, lease: lease, alias: "live", stable: nil)
            let write = UpdateAlias(functionName: "orders", name: "live", functionVersion: "42")
            _ = try await fenced.send(write)
            try await world.sleep(3600)
            try await world.leases(2).holding(.sample, as: world.holder("other"), on: "m2") { _ in
                let failure = await #expect(throws: AWSFailure.self) {
                    _ = try await fenced.send(write)
                }
                #expect(failure?.code == "LeaseLost")
                #expect(failure?.isOutcomeUnknown == false)
            }
            #expect(aws.calls(UpdateAlias.self).count == 1)
        }
    }

    @Test func `who slept while another took over does not even give back`() throws {
        try time.run {
            let lease = try await world.abandoned()
            let aws = ScriptedAWS().on(UpdateAlias.self) { _ in
                AliasConfiguration("live", .serving41)
            }
            let stable = Version(41)
            let fenced = FencedTransport(base: aws, lease: lease, alias: "live", stable: stable)
            let back = UpdateAlias(
                functionName: "orders",
                name: "live",
                functionVersion: "41",
                routingConfig: RoutingConfig(additionalVersionWeights: [:]),
                revisionId: "a2"
            )
            try await world.sleep(3600)
            try await world.leases(2).holding(.sample, as: world.holder("other"), on: "m2") { _ in
                let failure = await #expect(throws: AWSFailure.self) {
                    _ = try await fenced.send(back)
                }
                #expect(failure?.code == "LeaseLost")
            }
            #expect(aws.calls(UpdateAlias.self).isEmpty)
        }
    }

    @Test func `who cannot know any more may give back, and nothing else`() throws {
        try time.run {
            let lease = try await world.abandoned()
            let aws = ScriptedAWS().on(UpdateAlias.self) { _ in
                AliasConfiguration("live", .serving41)
            }
            let stable = Version(41)
            let fenced = FencedTransport(base: aws, lease: lease, alias: "live", stable: stable)
            try await world.sleep(3600)
            bucket.isDown(true)
            var shift = UpdateAlias(functionName: "orders", name: "live", functionVersion: "41")
            shift.revisionId = "a2"
            shift.routingConfig = RoutingConfig(additionalVersionWeights: ["42": 0.5])
            await #expect(throws: AWSFailure.self) { _ = try await fenced.send(shift) }
            var back = shift
            back.routingConfig = RoutingConfig(additionalVersionWeights: [:])
            var others = [back, back, back]
            others[0].functionVersion = "42"
            others[1].name = "live-previous"
            others[2].revisionId = nil
            for other in others {
                await #expect(throws: AWSFailure.self) { _ = try await fenced.send(other) }
            }
            for _ in 0..<3 { _ = try await fenced.send(back) }
            #expect(aws.calls(UpdateAlias.self).count == 3)
        }
    }
}
