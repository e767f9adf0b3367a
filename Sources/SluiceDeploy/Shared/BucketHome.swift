// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceCore
public import SluiceWire

/// Journals in a bucket that machines share: `s3://bucket/prefix`.
///
/// Everything that a rollout needs is in it, so that whoever has its credentials can go on: the
/// journal, requests, packages, leases and the key of stand-ins. It stands on S3's strong
/// consistency and its conditional writes.
///
/// ```swift
/// let home = BucketHome(aws: client, clock: clock, random: chance, bucket: "acme", prefix: "sluice")
/// let store = JournalStore(home: home)
/// ```
public struct BucketHome: JournalHome {
    private let bucket: Bucket
    private let random: SeededRandom
    private let memory = JournalMemory()

    /// Names a bucket, which must exist, and what stands before every key in it.
    ///
    /// - Parameters:
    ///   - aws: Sends each call once.
    ///   - clock: What pauses and leases are measured with.
    ///   - random: Where the names of sessions come from.
    ///   - bucket: The bucket's name.
    ///   - prefix: Folders, with or without a slash at the end.
    ///   - isEmergency: Whether going back must not wait long for a bucket that does not answer.
    public init(
        aws: any AWSTransport,
        clock: any WallClock,
        random: SeededRandom,
        bucket: String,
        prefix: String = "",
        isEmergency: Bool = false
    ) {
        let folders = prefix.split(separator: "/").map { $0 + "/" }.joined()
        let time = isEmergency ? Limits.emergencyBucketWait : Limits.bucketWait
        self.bucket = Bucket(
            aws: DeadlineTransport(base: aws, clock: clock, time: time),
            clock: clock,
            name: bucket,
            prefix: folders,
            tries: isEmergency ? Limits.emergencyBucketTries : Limits.bucketTries,
            outage: isEmergency ? Outage() : nil
        )
        self.random = random
    }

    /// `s3://bucket/prefix/`.
    public var place: String { bucket.place }

    /// Packages in the bucket.
    public var packages: any PackageHome { BucketPackages(bucket: bucket) }

    /// The leases that keep machines apart.
    public var leases: LeaseHome? {
        let (clock, random) = (bucket.clock, random)
        return LeaseHome(bucket: bucket, clock: clock) {
            var chance = random.fork("session \(clock.now.millisecondsSince1970)")
            return chance.uuid()
        }
    }

    /// Reads cost time and money here.
    public var poll: Duration { Limits.bucketPoll }

    /// The names of all rollouts, in order.
    public func names() async throws -> [String] {
        try await told {
            try await bucket.entries("rollouts/").map(\.key)
                .filter { $0.hasSuffix(".jsonl") }
                .map { String($0.dropFirst("rollouts/".count).dropLast(".jsonl".count)) }
        }
    }

    /// A journal to be begun: its first entry is refused where there is one of this name.
    public func create(_ rollout: String) -> any KeptJournal {
        BucketJournal(rollout, in: bucket)
    }

    /// Opens a journal after checking all of it; `nil` when there is none.
    public func open(_ rollout: String) async throws -> (any KeptJournal)? {
        try await told {
            try await BucketJournal(reading: rollout, in: bucket, remembering: memory)
        }
    }

    /// `s3://bucket/prefix/rollouts/r-….jsonl`.
    public func place(of rollout: String) -> String {
        bucket.place + BucketJournal.key(of: rollout)
    }

    /// Copies a journal's objects to other names and removes them.
    public func setAside(_ rollout: String, as ending: String) async throws -> String {
        try await told {
            for part in 1...Limits.pagesMax {
                let key = BucketJournal.key(of: rollout, part: part)
                guard let found = try await bucket.object(key) else { break }
                _ = try await bucket.write(found.bytes, at: "\(key).\(ending)", .none)
                try await bucket.remove(key)
            }
            return "\(place(of: rollout)).\(ending)"
        }
    }

    /// Whether there is an object that was copied to such a name.
    public func hasSetAside(_ rollout: String) async throws -> Bool {
        try await told {
            try await !bucket.entries("\(BucketJournal.key(of: rollout)).damaged-").isEmpty
        }
    }

    /// The bytes of a journal's first object.
    public func beginning(of rollout: String) async throws -> [UInt8]? {
        try await told { try await bucket.object(BucketJournal.key(of: rollout))?.bytes }
    }

    /// The object of requests beside a journal.
    public func requests(of rollout: String) -> any RequestBox {
        BucketRequests(bucket: bucket, rollout: rollout)
    }

    /// The key in the bucket: made once, by whoever comes first.
    public func sealKey() async throws -> [UInt8] {
        try await told {
            if let found = try await bucket.object("key") { return found.bytes }
            let key = Seal.newKey()
            switch try await bucket.write(key, at: "key", .absent) {
            case .done: return key
            case .refused(let found): return found?.bytes ?? []
            }
        }
    }

    /// Does something with the bucket, and says what it was about when it fails.
    private func told<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let failure as AWSFailure {
            throw Complaint(failure, doing: "use the shared journal \(place)")
        }
    }
}
