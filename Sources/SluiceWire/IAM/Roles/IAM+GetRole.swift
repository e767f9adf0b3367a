// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Reads a role.
    public struct GetRole: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The name of the role.
        public var roleName: String

        /// Makes the operation.
        public init(roleName: String) {
            self.roleName = roleName
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
