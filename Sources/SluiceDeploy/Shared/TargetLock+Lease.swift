// SPDX-License-Identifier: Apache-2.0
internal import Crypto
public import SluiceCore
import SystemPackage

extension TargetLock {
    /// The same lock, which other machines heed as well where a home has leases.
    public func sharing(_ leases: LeaseHome?) -> TargetLock {
        var lock = self
        lock.leases = leases
        return lock
    }

    /// Who moves a target now, on this machine or on another one; `nil` when nobody does.
    public func anyHolder(of target: Target) async throws -> Holder? {
        if let here = try holder(of: target) { return here }
        return try await leases?.holder(of: target)
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
                isPatient: isPatient,
                tell: tell,
                body
            )
        }
    }

    /// What tells this machine from others: made once, beside its locks.
    ///
    /// A host's name would not do: many machines of one provider have the same.
    private func machine() throws -> String {
        let path = directory.appending("machine")
        if let known = try FileAccess.read(path, limit: Limits.machineBytesMax), !known.isEmpty {
            return String(decoding: known, as: UTF8.self)
        }
        let name = SymmetricKey(size: .bits128).withUnsafeBytes { hexText($0) }
        try FileAccess.writeWhole(Array(name.utf8), to: path)
        return try FileAccess.read(path, limit: Limits.machineBytesMax)
            .map { String(decoding: $0, as: UTF8.self) } ?? name
    }
}
