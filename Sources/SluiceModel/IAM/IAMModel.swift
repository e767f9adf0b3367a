// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

/// IAM and the sessions of STS in one account, as a value.
///
/// Policies are kept and answered, and decide nothing: every caller may do everything. Like
/// `LambdaModel` it has no clock and no chance of its own:
///
/// ```swift
/// let role = try iam.perform(IAM.GetRole(roleName: "orders"), at: now, chance: &chance).role
/// ```
public struct IAMModel: Sendable {
    /// Twelve digits.
    public let account: String
    /// The roles by name in small letters: AWS tells names apart by more than their case.
    public var roles: Shelf<RoleRecord>
    /// The account's own policies by ARN.
    public var policies: Shelf<ManagedPolicyRecord>
    /// The keys that were given for a time, by their id.
    public var sessions: Shelf<SessionRecord>

    /// Makes an account without roles.
    ///
    /// - Parameters:
    ///   - account: twelve digits.
    ///   - shelf: what stands before the names of its shelves where several accounts are kept.
    public init(account: String = "000000000000", shelf: String = "") {
        self.account = account
        roles = Shelf(shelf + "role")
        policies = Shelf(shelf + "policy")
        sessions = Shelf(shelf + "session")
    }

    /// Performs one call.
    ///
    /// - Throws: IAM's refusal; then changes may have been made, and are to be reverted.
    public mutating func perform<Operation: IAMOperation>(
        _ operation: Operation,
        at now: Timestamp,
        chance: inout SeededRandom
    ) throws(AWSFailure) -> Operation.Output {
        var call = Call(now: now, chance: chance, package: nil)
        defer { chance = call.chance }
        return try operation.perform(on: &self, in: &call)
    }

    /// Takes what changed as kept.
    public mutating func settle() {
        roles.settle()
        policies.settle()
        sessions.settle()
    }

    /// Takes back what changed and is not kept.
    public mutating func revert() {
        roles.revert()
        policies.revert()
        sessions.revert()
    }

    /// The role of this name.
    ///
    /// - Throws: 404 `NoSuchEntity`.
    public func role(_ name: String) throws(AWSFailure) -> RoleRecord {
        try IAMRules.check(name, at: "roleName", lengthMax: Limits.roleNameMax)
        guard let role = roles[name.lowercased()] else {
            throw .noSuchEntity("The role with name \(name) cannot be found.")
        }
        return role
    }

    mutating func keep(_ role: RoleRecord) { roles[role.name.lowercased()] = role }
}
