// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Attaches a policy to a role.
    public struct AttachRolePolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The name of the role.
        public var roleName: String
        /// The policy's ARN.
        public var policyArn: String

        /// Makes the operation.
        public init(roleName: String, policyArn: String) {
            self.roleName = roleName
            self.policyArn = policyArn
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
