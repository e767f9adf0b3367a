// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// Objects below a prefix of a bucket, and writes under conditions whose end is always known.
struct Bucket: Sendable {
    let aws: any AWSTransport
    let clock: any WallClock
    /// The bucket's name.
    let name: String
    /// What every key begins with: empty, or with a slash at its end.
    let prefix: String
    /// How often a call is sent in all.
    var tries = Limits.bucketTries
    /// What remembers that nobody answered; `nil` where each call may wait for itself.
    var outage: Outage?

    /// The same for whoever has no time.
    var hurried: Bucket {
        Bucket(
            aws: DeadlineTransport(base: aws, clock: clock, time: Limits.emergencyBucketWait),
            clock: clock,
            name: name,
            prefix: prefix,
            tries: Limits.emergencyBucketTries
        )
    }

    /// `s3://bucket/prefix/`.
    var place: String { "s3://\(name)/\(prefix)" }

    /// What was read.
    struct Object: Hashable, Sendable {
        var bytes: [UInt8]
        /// The ETag, as it stands in conditions.
        var tag: String
        /// When it was written, by the store's clock.
        var written: Timestamp?
        /// When it was read, by the store's clock.
        var read: Timestamp?
    }

    /// What must be so for a write to happen.
    enum Condition: Hashable, Sendable {
        /// Nothing: equal content is written to the same key.
        case none
        /// There is no such object.
        case absent
        /// It is the one with this tag.
        case unchanged(String)
    }

    /// What became of a write.
    enum Written: Hashable, Sendable {
        /// It is there, with this tag.
        case done(tag: String)
        /// Its condition did not hold; this is there instead.
        case refused(Object?)
    }

    /// Writes, and finds out what became of it.
    ///
    /// A write whose answer was lost is sent again under the same condition: either it is done now,
    /// or it is refused because it was done before, and then the object holds what was sent.
    ///
    /// - Throws: `AWSFailure` when the store cannot be reached or does not let us.
    func write(
        _ bytes: [UInt8],
        at key: String,
        _ condition: Condition
    ) async throws -> Written {
        if let last = outage?.last(clock.now) { throw last }
        var failure: AWSFailure?
        for attempt in 0..<tries {
            if let failure, await !rest(before: attempt) { throw failure }
            do {
                return .done(tag: try await put(bytes, at: key, condition))
            } catch {
                failure = error
            }
            guard let failure, !failure.isRefusedCondition else { break }
            guard failure.isWorthRepeating else { throw failure }
        }
        guard let failure, failure.isRefusedCondition else {
            throw told(failure ?? .unreachable(place))
        }
        let found = try await object(key)
        if let found, found.bytes == bytes { return .done(tag: found.tag) }
        return .refused(found)
    }

    /// The object of a key; `nil` when there is none.
    func object(_ key: String) async throws -> Object? {
        do {
            let answer = try await repeated { () async throws(AWSFailure) in
                try await aws.send(GetObject(bucket: name, key: prefix + key))
            }
            guard let tag = answer.eTag else { throw Self.untagged(place + key) }
            return Object(
                bytes: answer.body?.bytes ?? [],
                tag: tag,
                written: answer.lastModified?.time,
                read: answer.date?.time
            )
        } catch let failure as AWSFailure where failure.code == "NoSuchKey" {
            return nil
        }
    }

    /// One line of a list.
    struct Listed: Hashable, Sendable {
        /// The key without the prefix.
        var key: String
        /// When it was written, by the store's clock.
        var written: Timestamp?
    }

    /// The objects whose keys begin so, in the order of their keys.
    func entries(_ start: String) async throws -> [Listed] {
        var entries: [Listed] = []
        var token: String?
        for _ in 0..<Limits.pagesMax {
            let page = try await repeated { () async throws(AWSFailure) in
                try await aws.send(
                    ListObjectsV2(bucket: name, prefix: prefix + start, continuationToken: token)
                )
            }
            entries += (page.contents ?? []).compactMap { object in
                object.key.map {
                    Listed(
                        key: String($0.dropFirst(prefix.count)),
                        written: object.lastModified?.time
                    )
                }
            }
            token = page.nextContinuationToken
            if token == nil { return entries }
        }
        throw AWSFailure(
            kind: .malformed,
            code: "TooManyObjects",
            message: "\(place)\(start) holds more objects than are looked through"
        )
    }

    /// Writes once; the new tag.
    func put(
        _ bytes: [UInt8],
        at key: String,
        _ condition: Condition
    ) async throws(AWSFailure) -> String {
        var write = PutObject(bucket: name, key: prefix + key, body: Blob(bytes))
        switch condition {
        case .none: break
        case .absent: write.ifNoneMatch = "*"
        case .unchanged(let tag): write.ifMatch = tag
        }
        guard let tag = try await aws.send(write).eTag else { throw Self.untagged(place + key) }
        return tag
    }

    /// Removes an object; no error when there is none.
    func remove(_ key: String) async throws {
        _ = try await repeated { () async throws(AWSFailure) in
            try await aws.send(DeleteObject(bucket: name, key: prefix + key))
        }
    }

    /// Sends what may be sent again, again.
    func repeated<Output: Sendable>(
        _ call: () async throws(AWSFailure) -> Output
    ) async throws -> Output {
        if let last = outage?.last(clock.now) { throw last }
        var failure: AWSFailure?
        for attempt in 0..<tries {
            if let failure, await !rest(before: attempt) { throw failure }
            do {
                return try await call()
            } catch {
                guard error.isWorthRepeating else { throw error }
                failure = error
            }
        }
        throw told(failure ?? .unreachable(place))
    }

    /// A failure after the last try, remembered where nobody answered.
    private func told(_ failure: AWSFailure) -> AWSFailure {
        if failure.kind == .noAnswer || failure.code == "NoConnection" {
            outage?.begin(failure, at: clock.now)
        }
        return failure
    }

    private static func untagged(_ place: String) -> AWSFailure {
        AWSFailure(
            kind: .malformed,
            code: "MalformedAnswer",
            message: "the answer about \(place) has no ETag"
        )
    }

    /// Waits before another try; `false` when nobody waits for it any more.
    private func rest(before attempt: Int) async -> Bool {
        let pause = Limits.bucketPause * (1 << min(attempt - 1, 4))
        do {
            try await clock.sleep(until: clock.now.advanced(by: pause), tolerance: nil)
            return true
        } catch {
            return false
        }
    }
}

extension AWSFailure {
    /// Whether the same call to a store may get a good answer in a moment.
    ///
    /// 409: another conditional write of the same object is being decided.
    var isWorthRepeating: Bool {
        switch kind {
        case .answered: isThrottling || status == 409 || status >= 500 || code == "SlowDown"
        case .noAnswer: code != "Cancelled"
        case .notSent: code == "NoConnection"
        case .malformed: false
        }
    }

    /// Whether the condition of a write did not hold; 404: what was to be unchanged is gone.
    fileprivate var isRefusedCondition: Bool {
        status == 412 || status == 404 && code == "NoSuchKey"
    }

    fileprivate static func unreachable(_ place: String) -> AWSFailure {
        AWSFailure(kind: .noAnswer, code: "NoAnswer", message: "\(place) does not answer")
    }
}
