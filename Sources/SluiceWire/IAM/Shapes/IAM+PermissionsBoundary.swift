// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// What bounds a role.
    public struct PermissionsBoundary: Codable, Hashable, Sendable {
        /// What bounds: a policy.
        public var permissionsBoundaryType: String?
        /// The policy's ARN.
        public var permissionsBoundaryArn: String?

        /// Makes one from its parts.
        public init(permissionsBoundaryType: String? = nil, permissionsBoundaryArn: String? = nil) {
            self.permissionsBoundaryType = permissionsBoundaryType
            self.permissionsBoundaryArn = permissionsBoundaryArn
        }
    }
}
