// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore

/// The process that has a target's lock, and when it last gave a sign of life.
public struct Driving: Hashable, Sendable {
    /// The process, and what it drives.
    public var holder: TargetLock.Holder
    /// Its last sign of life; `nil` where that is not known.
    public var heardAt: Timestamp?
    /// How long it keeps others away by its lease; `nil` where it is a process of this machine.
    public var lease: LeaseTerm?

    /// Makes one.
    public init(
        holder: TargetLock.Holder,
        heardAt: Timestamp? = nil,
        lease: LeaseTerm? = nil
    ) {
        self.holder = holder
        self.heardAt = heardAt
        self.lease = lease
    }

    /// Whether it has given a sign of life within the time in which a driver answers.
    public func isAnswering(at now: Timestamp) -> Bool {
        heardAt.map { $0.duration(to: now) <= Limits.answerWait } ?? true
    }

    /// Who it is and what it drives; since when it is silent, where it is.
    public func text(at now: Timestamp?) -> String {
        let driver = holder.driver
        if driver == .unknown { return "\(driver.who) drives \(holder.rollout)" }
        let text =
            "process \(driver.pid) on \(driver.host) drives \(holder.rollout), "
            + "started by \(driver.who)"
        guard let now, let heardAt, !isAnswering(at: now) else { return text }
        return text + "; it has been silent since \(heardAt.clockText) (stopped, or it hangs)"
    }
}

extension TargetLock {
    /// Who has the lock now, and whether it gives signs of life; `nil` when nobody has it.
    ///
    /// A lease is renewed too seldom to be a sign of life; one that is not runs out by itself.
    public func driving(_ target: Target) async throws -> Driving? {
        if let here = try holder(of: target) {
            return Driving(holder: here, heardAt: try heard(target))
        }
        if let here = try await journalDriving(target) { return here }
        return try await leaseDriving(target)
    }
}
