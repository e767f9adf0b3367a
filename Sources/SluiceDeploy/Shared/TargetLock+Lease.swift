// SPDX-License-Identifier: Apache-2.0
internal import Crypto
import SluiceBase
public import SluiceCore
import SystemPackage

extension TargetLock {
    /// The same lock beside those of a home's journals, which other machines heed as well where the
    /// home has leases; `host` is this machine's name in them.
    public func sharing(_ home: any JournalHome, on host: String) -> TargetLock {
        var lock = self
        lock.journals = home
        lock.host = host
        return lock
    }

    /// The same lock, which gives signs of life, and keeps its lease, only while this heart beats.
    func listening(to heart: Heart) -> TargetLock {
        var lock = self
        lock.heart = heart
        return lock
    }

    /// Who moves a target now, on this machine or on another one; `nil` when nobody does.
    public func anyHolder(of target: Target) async throws -> Holder? {
        if let here = try holder(of: target) { return here }
        if let here = try await journalDriving(target) { return here.holder }
        return try await leaseDriving(target)?.holder
    }

    /// Who keeps the journal of a target's rollout, from whatever folder of locks; `nil` when nobody
    /// does.
    ///
    /// Its signs of life are in that folder, so that nothing is known of them.
    func journalDriving(_ target: Target) async throws -> Driving? {
        guard let journals else { return nil }
        for name in try await journals.held() {
            // One that is damaged, or went away meanwhile, tells no target.
            let entries = (try? await journals.open(name)?.entries()) ?? []
            guard case .started(let plan) = entries.first?.event, plan.target.isSame(as: target)
            else { continue }
            return Driving(holder: Holder(entries, of: name, in: journals))
        }
        return nil
    }

    /// Who holds the lease on another machine, and until when; `nil` when nobody does.
    ///
    /// Asked where the lock is free: then a lease of this machine is one that a dead process left.
    func leaseDriving(_ target: Target) async throws -> Driving? {
        guard let leases else { return nil }
        return try await leases.driving(target, notOn: try knownMachine(), host)
    }

    /// Who drives a rollout now, whatever its target is, on this machine or on another one.
    ///
    /// For a journal that does not tell its target any more.
    func driving(rollout: String) async throws -> Driving? {
        for name in try FileAccess.names(in: directory) where name.hasSuffix(".lock") {
            let path = directory.appending(name)
            guard let holder = try holder(at: path), holder.rollout == rollout else { continue }
            return Driving(holder: holder, heardAt: try FileAccess.used(path))
        }
        if let journals, try await journals.held().contains(rollout) {
            // A damaged one does not tell by whom.
            let entries = (try? await journals.open(rollout)?.entries()) ?? []
            return Driving(holder: Holder(entries, of: rollout, in: journals))
        }
        return try await leases?.driver(of: rollout, notOn: try knownMachine(), host)
    }

    /// Does something while nobody else moves the target: on this machine, and where the journal is
    /// shared on no other one.
    ///
    /// The lease that the body gets is to be asked before each write.
    func holdingLease<Result: Sendable>(
        _ target: Target,
        as holder: Holder,
        isPatient: Bool = false,
        tell: @Sendable (String) async -> Void = { _ in },
        rest: ((Timestamp) async throws -> Void)? = nil,
        _ body: (Lease?) async throws -> Result
    ) async throws -> Result {
        guard let leases else {
            return try await holding(target, as: holder) { try await body(nil) }
        }
        return try await holding(target, as: holder) {
            try await leases.holding(
                target,
                as: holder,
                on: try machine(),
                while: heart,
                isPatient: isPatient,
                tell: tell,
                rest: rest,
                body
            )
        }
    }

    /// What tells this machine from others: made once, beside its locks.
    ///
    /// A host's name would not do: many machines of one provider have the same.
    private func machine() throws -> String {
        if let known = try knownMachine() { return known }
        let name = SymmetricKey(size: .bits128).withUnsafeBytes { String(hexadecimal: $0) }
        try FileAccess.writeWhole(Array(name.utf8), to: machinePath)
        return try knownMachine() ?? name
    }

    /// As above; `nil` where this machine never held a lease.
    private func knownMachine() throws -> String? {
        let known = try FileAccess.read(machinePath, limit: Limits.machineBytesMax)
        return known.flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
    }

    private var machinePath: FilePath { directory.appending("machine") }
}
