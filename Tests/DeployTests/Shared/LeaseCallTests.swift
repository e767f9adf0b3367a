// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// Whether whoever drives elsewhere lives is told by how it answers a call.
@Suite struct LeaseCallTests {
    private let world = LeaseWorld()
    private var time: VirtualTime { world.time }
    private var bucket: MemoryBucket { world.bucket }

    @Test func `who was killed does not answer a call until its lease is over`() throws {
        try time.run {
            _ = try await world.abandoned()
            let (other, box) = (try world.leases(2), bucket.home(2).requests(of: "r-1"))
            try await world.sleep(10)
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
            let (other, box) = (try world.leases(2), bucket.home(2).requests(of: "r-1"))
            try await world.leases(1).holding(.sample, as: world.holder("one"), on: "m1") { lease in
                async let _: Void = {
                    while !Task.isCancelled {
                        // Its end comes with that of the lease.
                        let calls = try? await box.look(without: []).calls
                        await lease.answer(calls ?? [])
                        try? await world.sleep(1)
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
                try await world.sleep(10)
                #expect(bucket.puts.count == writes)
            }
        }
    }

    @Test func `a renewal that was under way when its holder was called is no answer`() throws {
        try time.run {
            _ = try await world.abandoned()
            let (other, box) = (try world.leases(2), bucket.home(2).requests(of: "r-1"))
            async let late: Void = world.renewed(after: 3)
            let heard = try await other.hear(
                .sample,
                through: box,
                until: time.now.advanced(by: .seconds(10))
            )
            try await late
            guard case .silent(let term) = heard else {
                Issue.record("\(heard)")
                return
            }
            // That of the renewed lease.
            #expect(time.now.duration(to: term.until) >= .seconds(53))
        }
    }

    @Test func `two renewals are a sign of life of one who does not know calls`() throws {
        try time.run {
            _ = try await world.abandoned()
            let (other, box) = (try world.leases(2), bucket.home(2).requests(of: "r-1"))
            let began = time.now
            async let first: Void = world.renewed(after: 3)
            async let second: Void = world.renewed(after: 23, times: 2)
            let heard = try await other.hear(
                .sample,
                through: box,
                until: began.advanced(by: .seconds(60))
            )
            #expect(heard == .answers)
            #expect(began.duration(to: time.now) >= .seconds(23))
            _ = try await (first, second)
        }
    }

    @Test func `an answer that crosses a renewal is written again`() throws {
        try time.run {
            let lease = try await world.abandoned()
            try await world.renewed(after: 1)
            await lease.answer(["c1"])
            let place = Bucket(aws: bucket, clock: time, name: "acme", prefix: "orders/")
            let found = try await place.object(LeaseHome.key(of: .sample))
            let text = try #require(found.flatMap { LeaseText.read($0.bytes) })
            #expect(text.heard == ["c1"])
            #expect(text.renewals == 2)
        }
    }

    @Test func `an answer that the store did not take is given at the next look`() throws {
        try time.run {
            let lease = try await world.abandoned()
            bucket.isDown(true)
            await lease.answer(["c1"])
            bucket.isDown(false)
            await lease.answer(["c1"])
            let place = Bucket(aws: bucket, clock: time, name: "acme", prefix: "orders/")
            let found = try await place.object(LeaseHome.key(of: .sample))
            #expect(found.flatMap { LeaseText.read($0.bytes) }?.heard == ["c1"])
        }
    }
}
