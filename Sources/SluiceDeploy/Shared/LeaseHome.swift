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

    /// Does something while nobody else, on no machine, moves the target.
    ///
    /// - Parameters:
    ///   - target: What is to be moved.
    ///   - holder: Who asks.
    ///   - machine: This machine. The caller holds its lock of the target, so that a lease of the
    ///     same machine is one that a dead process left.
    ///   - heart: What must beat for the lease to be renewed.
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
        while heart: Heart? = nil,
        isPatient: Bool = false,
        tell: @Sendable (String) async -> Void = { _ in },
        rest: ((Timestamp) async throws -> Void)? = nil,
        _ body: (Lease) async throws -> Result
    ) async throws -> Result {
        let text = LeaseText(holder: holder, machine: machine, session: newSession())
        let lease = try await take(text, of: target, isPatient: isPatient, tell: tell, rest: rest)
        // Ends with this scope, which cancels it.
        async let _: Void = lease.keep(while: heart)
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
        var runOut: String?
        for _ in 0..<Limits.leaseTries {
            let found = try await reading(of: target)
            var condition = Bucket.Condition.absent
            if let found {
                let isOwn =
                    found.text?.machine == text.machine
                    && found.text?.holder.driver.host == text.holder.driver.host
                if !isOwn, !found.isOver, found.object.tag != runOut {
                    guard isPatient else { throw refusal(target, found) }
                    isPatient = false
                    runOut = try await wait(for: found, target, tell, rest)
                    continue
                }
                condition = .unchanged(found.object.tag)
            }
            let sent = clock.now
            guard case .done(let tag) = try await bucket.write(try text.bytes, at: key, condition)
            else { continue }
            return Lease(text, in: bucket, at: key, tag: tag, since: sent, clock: clock)
        }
        throw refusal(target, try await reading(of: target))
    }

    /// Waits until a lease has run out; refuses as soon as it is renewed.
    ///
    /// Not so where it is renewed in the first moments: that write may have been under way when its
    /// holder stopped, so it is waited for once more.
    ///
    /// What is left of it when it was first seen is waited for by our own clock; that the store says
    /// so sooner ends it as well.
    ///
    /// - Returns: The tag of the object that has run out.
    private func wait(
        for found: LeaseReading,
        _ target: Target,
        _ tell: @Sendable (String) async -> Void,
        _ rest: ((Timestamp) async throws -> Void)?
    ) async throws -> String {
        await tell(
            "\(found.holder.text) has not given \(target.text) back; waiting up to "
                + "\(found.left.words) to see whether it still drives"
        )
        var found = found
        let begun = found.readAt
        var end = found.readAt.advanced(by: found.left + Limits.leaseGrace)
        while clock.now < end {
            let next = clock.now.advanced(by: Limits.leaseLook)
            if let rest {
                try await rest(next)
            } else {
                try await clock.sleep(until: next, tolerance: nil)
            }
            guard let again = try await reading(of: target), !again.isOver else {
                return found.object.tag
            }
            if again.object.tag == found.object.tag { continue }
            let isFirst = found.readAt == begun
            guard isFirst, begun.duration(to: clock.now) <= Limits.leaseUnderWay else {
                throw refusal(target, again)
            }
            found = again
            end = again.readAt.advanced(by: again.left + Limits.leaseGrace)
        }
        return found.object.tag
    }

    private func refusal(_ target: Target, _ found: LeaseReading?) -> Complaint {
        let key = Self.key(of: target)
        let name = found?.text?.holder.rollout ?? ""
        let who =
            found?.text.map { "\($0.holder.text), drives \(name)" }
            ?? "\(bucket.place)\(key) is held in a form that is not known"
        return Complaint(
            "\(target.text) is being moved by another process",
            why: [who] + (found.map { [$0.term(bucket, key).text] } ?? [])
                + ["one process at a time moves an alias, on whatever machine"],
            now: ["Sluice changed nothing"],
            next: ["sluice status"]
                + (name.isEmpty
                    ? ["the same command again, once the lease has run out"]
                    : ["sluice resume \(name)   waits for it", "sluice abort \(name)"]),
            exit: .refused
        )
    }

    /// `targets/orders.live.0a1b2c3d4e5f.lease`.
    static func key(of target: Target) -> String { "targets/\(target.lockName).lease" }
}
