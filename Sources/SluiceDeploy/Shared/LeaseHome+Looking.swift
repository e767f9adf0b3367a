// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore

extension LeaseHome {
    /// Who holds the lease of a target now, and until when; `nil` when nobody does.
    ///
    /// One of the machine that is named is passed over.
    func driving(
        _ target: Target,
        notOn machine: String? = nil,
        _ host: String = ""
    ) async throws -> Driving? {
        guard let found = try await reading(of: target), !found.isOver else { return nil }
        if let machine, let text = found.text, text.machine == machine,
            text.holder.driver.host == host
        {
            return nil
        }
        return Driving(holder: found.holder, lease: found.term(bucket, Self.key(of: target)))
    }

    /// As above, without how long.
    func holder(
        of target: Target,
        notOn machine: String? = nil,
        _ host: String = ""
    ) async throws -> TargetLock.Holder? {
        try await driving(target, notOn: machine, host)?.holder
    }

    func reading(of target: Target) async throws -> LeaseReading? {
        LeaseReading(try await bucket.object(Self.key(of: target)), at: clock.now)
    }

    // MARK: calling

    /// What was heard of a holder that was called.
    public enum Heard: Hashable, Sendable {
        /// It named the call in its lease, or renewed that twice.
        case answers
        /// Nobody holds the lease any more.
        case gone
        /// Nothing: it is dead, asleep or cut off, and its lease binds until then.
        case silent(LeaseTerm)
    }

    /// Calls the holder of a target's lease, which renews it when it hears that.
    ///
    /// Nothing else tells within seconds whether a process on another machine lives. One renewal
    /// that does not name the call may have been under way when its holder died; two are a sign of
    /// life, also of a process that does not know calls.
    ///
    /// - Parameters:
    ///   - target: What it moves.
    ///   - requests: Where it looks for what is asked of it.
    ///   - end: Until when to listen.
    /// - Returns: What was heard of it by then.
    /// - Throws: `AWSFailure` when the store cannot be reached.
    public func hear(
        _ target: Target,
        through requests: any RequestBox,
        until end: Timestamp
    ) async throws -> Heard {
        guard let first = try await reading(of: target), !first.isOver else { return .gone }
        // By our own clock, for a store that does not tell its time.
        var ownEnd = first.readAt.advanced(by: first.left)
        let call = newSession()
        try await requests.call(call)
        var (last, changes) = (first, 0)
        while true {
            guard let found = try await reading(of: target), !found.isOver else { return .gone }
            if found.object.tag != last.object.tag {
                changes += Self.writes(from: last, to: found)
                if changes > 1 || found.text?.heard?.contains(call) == true { return .answers }
                (last, ownEnd) = (found, found.readAt.advanced(by: found.left))
            }
            if clock.now >= ownEnd { return .gone }
            if clock.now >= end { return .silent(last.term(bucket, Self.key(of: target))) }
            let next = clock.now.advanced(by: Limits.bucketPoll)
            try await clock.sleep(until: min(end, next), tolerance: nil)
        }
    }

    /// How many writes lie between two readings, at least.
    private static func writes(from earlier: LeaseReading, to later: LeaseReading) -> Int {
        guard let before = earlier.text, let after = later.text else { return 1 }
        return max(1, after.writes(since: before))
    }

    // MARK: what is left behind

    /// A lease whose time is over and that nobody gave back.
    public struct Left: Sendable {
        /// Where it is.
        public var place: String
        /// Who held it; `nil` where that cannot be read.
        public var holder: TargetLock.Holder?
        let object: Bucket.Object
        let key: String
    }

    /// The leases that dead processes left behind: they bind nobody.
    ///
    /// Also objects in their places that are no leases.
    public func left() async throws -> [Left] {
        try await readings().filter { $1.text?.isReleased != true && $1.isOver }.map { key, found in
            Left(
                place: bucket.place + key,
                holder: found.text?.holder,
                object: found.object,
                key: key
            )
        }
    }

    /// Who holds a lease now for this rollout, on another machine; `nil` when nobody does.
    func driver(of rollout: String, notOn machine: String?, _ host: String) async throws -> Driving?
    {
        for (key, found) in try await readings() where !found.isOver {
            guard let text = found.text, text.holder.rollout == rollout else { continue }
            if let machine, text.machine == machine, text.holder.driver.host == host { continue }
            return Driving(holder: text.holder, lease: found.term(bucket, key))
        }
        return nil
    }

    private func readings() async throws -> [(String, LeaseReading)] {
        var found: [(String, LeaseReading)] = []
        for entry in try await bucket.entries("targets/") where entry.key.hasSuffix(".lease") {
            let object = try await bucket.object(entry.key)
            if let reading = LeaseReading(object, at: clock.now) {
                found.append((entry.key, reading))
            }
        }
        return found
    }

    /// Gives back what a dead process left; `false` when somebody took it meanwhile.
    public func giveBack(_ left: Left) async throws -> Bool {
        var text =
            LeaseText.read(left.object.bytes)
            ?? LeaseText(holder: .unreadable, machine: "", session: newSession())
        text.isReleased = true
        let written = try await bucket.write(
            try text.bytes,
            at: left.key,
            .unchanged(left.object.tag)
        )
        if case .done = written { return true }
        return false
    }
}
