// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceWire

/// A role as it is kept.
public struct RoleRecord: Codable, Hashable, Sendable {
    /// Its name, as it was written first.
    public let name: String
    /// The path before the name.
    public let path: String
    /// `AROA` and more: the role of this name that comes after this one has another.
    public let id: String
    /// Its ARN.
    public let arn: String
    /// When it was made.
    public let created: Timestamp
    /// Who may take it on, in JSON.
    public var trust: String
    /// What it is for.
    public var description: String?
    /// Seconds that a session may last at most.
    public var sessionMax: Int
    /// The ARN of the policy that bounds it.
    public var boundary: String?
    /// Its tags.
    public var tags: [String: String]
    /// The policies in it, by name.
    public var inline: [String: String] = [:]
    /// The ARNs of the policies that are attached.
    public var attached: Set<String> = []

    /// The role in the words of the wire; lists leave out what `isBrief` says.
    func shape(isBrief: Bool = false) -> IAM.Role {
        IAM.Role(
            path: path,
            roleName: name,
            roleId: id,
            arn: arn,
            createDate: WireTimestamp(created),
            assumeRolePolicyDocument: PercentCoding.encode(trust),
            description: description,
            maxSessionDuration: sessionMax,
            permissionsBoundary: isBrief
                ? nil
                : boundary.map {
                    IAM.PermissionsBoundary(
                        permissionsBoundaryType: "Policy",
                        permissionsBoundaryArn: $0
                    )
                },
            tags: isBrief || tags.isEmpty ? nil : IAMRules.list(tags)
        )
    }
}
