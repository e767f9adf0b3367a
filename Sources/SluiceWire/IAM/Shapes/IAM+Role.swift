// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// A role.
    public struct Role: Codable, Hashable, Sendable {
        /// The path before the name; `/` where none is said.
        public var path: String
        /// The name of the role.
        public var roleName: String
        /// The role's id.
        public var roleId: String
        /// The ARN.
        public var arn: String
        /// When it was made.
        public var createDate: WireTimestamp
        /// Who may take the role on: a policy in JSON, percent-encoded.
        public var assumeRolePolicyDocument: String?
        /// What it is for.
        public var description: String?
        /// Seconds that a session may last at most.
        public var maxSessionDuration: Int?
        /// What bounds the role.
        public var permissionsBoundary: PermissionsBoundary?
        /// The tags.
        public var tags: [Tag]?
        /// When it was last taken on; nothing is known of that.
        public var roleLastUsed: RoleLastUsed?

        /// Makes one from its parts.
        public init(
            path: String,
            roleName: String,
            roleId: String,
            arn: String,
            createDate: WireTimestamp,
            assumeRolePolicyDocument: String? = nil,
            description: String? = nil,
            maxSessionDuration: Int? = nil,
            permissionsBoundary: PermissionsBoundary? = nil,
            tags: [Tag]? = nil,
            roleLastUsed: RoleLastUsed? = nil
        ) {
            self.path = path
            self.roleName = roleName
            self.roleId = roleId
            self.arn = arn
            self.createDate = createDate
            self.assumeRolePolicyDocument = assumeRolePolicyDocument
            self.description = description
            self.maxSessionDuration = maxSessionDuration
            self.permissionsBoundary = permissionsBoundary
            self.tags = tags
            self.roleLastUsed = roleLastUsed
        }
    }
}
