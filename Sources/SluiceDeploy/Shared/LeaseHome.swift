// SPDX-License-Identifier: Apache-2.0
import Crypto
import SluiceBase
import SluiceCore

/// The leases of targets: one small object each, beside the journals.
///
/// It stands on what S3 promises: a read sees every write that was answered, and of two writes under
/// one condition one is refused.
public struct LeaseHome: Sendable {
    let bucket: Bucket
    let clock: any WallClock
    let newSession: @Sendable () -> String

    /// What a lease's object was found to say.
    private struct Found {
        var object: Bucket.Object
        var text: LeaseText?

        init?(_ object: Bucket.Object?) {
            guard let object else { return nil }
            (self.object, text) = (object, LeaseText.read(object.bytes))
        }

        /// Whether its time is over by the store's own clock, which tells only whole seconds.
        func isOver(_ now: Timestamp) -> Bool {
            guard let text else { return false }
            let time = Duration.seconds(max(text.seconds, 1)) + Limits.leaseGrace
            return text.isReleased || object.age(now) >= time
        }
    }

    /// Who holds the lease of a target now; `nil` when nobody does.
    ///
    /// One of the machine that is named is passed over.
    func holder(
        of target: Target,
        notOn machine: String? = nil,
        _ host: String = ""
    ) async throws -> TargetLock.Holder? {
        guard let found = Found(try await bucket.object(Self.key(of: target))),
            !found.isOver(clock.now)
        else { return nil }
        guard let text = found.text else { return .unreadable }
        if let machine, text.machine == machine, text.holder.driver.host == host { return nil }
        return text.holder
    }

    /// Does something while nobody else, on no machine, moves the target.
    ///
    /// - Parameters:
    ///   - target: What is to be moved.
    ///   - holder: Who asks.
    ///   - machine: This machine. The caller holds its lock of the target, so that a lease of the
    ///     same machine is one that a dead process left.
    ///   - isPatient: Whether to wait until a lease of somebody else runs out or is renewed.
    ///   - tell: Is told what is waited for.
    ///   - rest: Waits until a moment; without one, as the clock does.
    ///   - body: What is done.
    /// - Returns: What the body returns.
    /// - Throws: `Complaint` (refused) that names the holder, or what `body` throws.
    func holding<Result: Sendable>(
        _ target: Target,
        as holder: TargetLock.Holder,
        on machine: String,
        isPatient: Bool = false,
        tell: @Sendable (String) async -> Void = { _ in },
        rest: ((Timestamp) async throws -> Void)? = nil,
        _ body: (Lease) async throws -> Result
    ) async throws -> Result {
        let text = LeaseText(holder: holder, machine: machine, session: newSession())
        let lease = try await take(text, of: target, isPatient: isPatient, tell: tell, rest: rest)
        // Ends with this scope, which cancels it.
        async let _: Void = lease.keep()
        do {
            let result = try await body(lease)
            await lease.release()
            return result
        } catch {
            await lease.release()
            throw error
        }
    }

    private func take(
        _ text: LeaseText,
        of target: Target,
        isPatient: Bool,
        tell: @Sendable (String) async -> Void,
        rest: ((Timestamp) async throws -> Void)?
    ) async throws -> Lease {
        let key = Self.key(of: target)
        var isPatient = isPatient
        for _ in 0..<Limits.leaseTries {
            let found = Found(try await bucket.object(key))
            var condition = Bucket.Condition.absent
            if let found {
                let isOwn =
                    found.text?.machine == text.machine
                    && found.text?.holder.driver.host == text.holder.driver.host
                if !isOwn, !found.isOver(clock.now) {
                    guard isPatient, let other = found.text else {
                        throw refusal(target, found.text)
                    }
                    isPatient = false
                    try await wait(for: found, other, target, tell, rest)
                    continue
                }
                condition = .unchanged(found.object.tag)
            }
            let sent = clock.now
            guard case .done(let tag) = try await bucket.write(try text.bytes, at: key, condition)
            else { continue }
            return Lease(text, in: bucket, at: key, tag: tag, since: sent, clock: clock)
        }
        throw refusal(target, Found(try await bucket.object(key))?.text)
    }

    /// Waits until a lease has run out; refuses as soon as it is renewed.
    private func wait(
        for found: Found,
        _ other: LeaseText,
        _ target: Target,
        _ tell: @Sendable (String) async -> Void,
        _ rest: ((Timestamp) async throws -> Void)?
    ) async throws {
        let key = Self.key(of: target)
        await tell(
            "\(other.holder.text) has not given \(target.text) back; waiting up to "
                + "\(other.seconds) s to see whether it still drives"
        )
        let end = clock.now.advanced(
            by: .seconds(max(other.seconds, 1)) + Limits.leaseGrace * 2
        )
        while clock.now < end {
            let next = clock.now.advanced(by: Limits.leaseLook)
            if let rest {
                try await rest(next)
            } else {
                try await clock.sleep(until: next, tolerance: nil)
            }
            guard let again = Found(try await bucket.object(key)) else { return }
            if again.isOver(clock.now) { return }
            guard again.object.tag == found.object.tag else { throw refusal(target, again.text) }
        }
    }

    /// A lease whose time is over and that nobody gave back.
    public struct Left: Sendable {
        /// Where it is.
        public var place: String
        /// Who held it.
        public var holder: TargetLock.Holder
        let object: Bucket.Object
        let text: LeaseText
        let key: String
    }

    /// The leases that dead processes left behind: they bind nobody.
    public func left() async throws -> [Left] {
        var left: [Left] = []
        for entry in try await bucket.entries("targets/") where entry.key.hasSuffix(".lease") {
            guard let found = Found(try await bucket.object(entry.key)), let text = found.text,
                !text.isReleased, found.isOver(clock.now)
            else { continue }
            left.append(
                Left(
                    place: bucket.place + entry.key,
                    holder: text.holder,
                    object: found.object,
                    text: text,
                    key: entry.key
                )
            )
        }
        return left
    }

    /// Gives back what a dead process left; `false` when somebody took it meanwhile.
    public func giveBack(_ left: Left) async throws -> Bool {
        var text = left.text
        text.isReleased = true
        let written = try await bucket.write(
            try text.bytes,
            at: left.key,
            .unchanged(left.object.tag)
        )
        if case .done = written { return true }
        return false
    }

    private func refusal(_ target: Target, _ text: LeaseText?) -> Complaint {
        let name = text.map { $0.holder.rollout } ?? ""
        return Complaint(
            "\(target.text) is being moved by another process",
            why: [
                text.map { "\($0.holder.text), drives \(name)" }
                    ?? "\(bucket.place)\(Self.key(of: target)) is held in a form that is not known",
                "one process at a time moves an alias, on whatever machine",
            ],
            now: ["Sluice changed nothing"],
            next: ["sluice status"] + (name.isEmpty ? [] : ["sluice abort \(name)"]),
            exit: .refused
        )
    }

    /// `targets/orders.live.0a1b2c3d4e5f.lease`.
    static func key(of target: Target) -> String { "targets/\(target.lockName).lease" }
}

extension TargetLock.Holder {
    /// Somebody whose lease cannot be read.
    static let unreadable = TargetLock.Holder(
        driver: DriverIdentity(pid: 0, host: "", who: "another process"),
        rollout: ""
    )
}
