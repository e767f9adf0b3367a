// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Makes a role.
    public struct CreateRole: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = false

        /// The name of the role.
        public var roleName: String
        /// Who may take the role on: a policy in JSON.
        public var assumeRolePolicyDocument: String
        /// The path before the name; `/` where none is said.
        public var path: String?
        /// What it is for.
        public var description: String?
        /// Seconds that a session may last at most.
        public var maxSessionDuration: Int?
        /// What bounds the role: the ARN of a policy.
        public var permissionsBoundary: String?
        /// The tags.
        public var tags: [Tag]?

        /// Makes the operation.
        public init(
            roleName: String,
            assumeRolePolicyDocument: String,
            path: String? = nil,
            description: String? = nil,
            maxSessionDuration: Int? = nil,
            permissionsBoundary: String? = nil,
            tags: [Tag]? = nil
        ) {
            self.roleName = roleName
            self.assumeRolePolicyDocument = assumeRolePolicyDocument
            self.path = path
            self.description = description
            self.maxSessionDuration = maxSessionDuration
            self.permissionsBoundary = permissionsBoundary
            self.tags = tags
        }

        /// What is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// The role.
            public var role: Role

            /// Makes an answer from its parts.
            public init(role: Role) {
                self.role = role
            }
        }
    }
}
