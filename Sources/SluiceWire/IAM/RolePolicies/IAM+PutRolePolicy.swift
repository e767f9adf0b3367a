// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Puts a policy into a role.
    public struct PutRolePolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The name of the role.
        public var roleName: String
        /// The policy's name.
        public var policyName: String
        /// The policy in JSON.
        public var policyDocument: String

        /// Makes the operation.
        public init(roleName: String, policyName: String, policyDocument: String) {
            self.roleName = roleName
            self.policyName = policyName
            self.policyDocument = policyDocument
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
