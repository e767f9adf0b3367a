// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Takes a policy out of a role.
    public struct DeleteRolePolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = false

        /// The name of the role.
        public var roleName: String
        /// The policy's name.
        public var policyName: String

        /// Makes the operation.
        public init(roleName: String, policyName: String) {
            self.roleName = roleName
            self.policyName = policyName
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
