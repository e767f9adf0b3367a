// SPDX-License-Identifier: Apache-2.0

/// Who the keys of a role are.
public struct AssumedRoleUser: Codable, Hashable, Sendable {
    /// The ids of role and session.
    public var assumedRoleId: String
    /// The ARN.
    public var arn: String

    /// Makes one from its parts.
    public init(assumedRoleId: String, arn: String) {
        self.assumedRoleId = assumedRoleId
        self.arn = arn
    }
}
