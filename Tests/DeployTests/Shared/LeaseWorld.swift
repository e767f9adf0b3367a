// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// Machines that share a bucket, and the leases that they take in it.
struct LeaseWorld: Sendable {
    let time = VirtualTime()
    let bucket: MemoryBucket

    init() { bucket = MemoryBucket(time) }

    func holder(_ host: String) -> TargetLock.Holder {
        TargetLock.Holder(
            driver: DriverIdentity(pid: 7, host: host, who: "mira"),
            rollout: "r-1"
        )
    }

    func leases(_ seed: UInt64) throws -> LeaseHome {
        try #require(bucket.home(seed).leases)
    }

    func sleep(_ seconds: Int) async throws {
        try await time.sleep(until: time.now.advanced(by: .seconds(seconds)), tolerance: nil)
    }

    /// A lease as a process that was killed leaves it.
    func abandoned() async throws -> Lease {
        let text = LeaseText(holder: holder("one"), machine: "m1", session: "s1")
        let place = Bucket(aws: bucket, clock: time, name: "acme", prefix: "orders/")
        let key = LeaseHome.key(of: .sample)
        let tag = try await place.put(try text.bytes, at: key, .absent)
        return Lease(text, in: place, at: key, tag: tag, since: time.now, clock: time)
    }

    func renewed(after seconds: Int, times: Int = 1) async throws {
        try await sleep(seconds)
        var text = LeaseText(holder: holder("one"), machine: "m1", session: "s1")
        text.renewals += times
        let place = Bucket(aws: bucket, clock: time, name: "acme", prefix: "orders/")
        _ = try await place.put(try text.bytes, at: LeaseHome.key(of: .sample), .none)
    }
}
