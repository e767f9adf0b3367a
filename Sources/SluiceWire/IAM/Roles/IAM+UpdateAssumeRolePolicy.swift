// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Changes who may take a role on.
    public struct UpdateAssumeRolePolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The name of the role.
        public var roleName: String
        /// The policy in JSON.
        public var policyDocument: String

        /// Makes the operation.
        public init(roleName: String, policyDocument: String) {
            self.roleName = roleName
            self.policyDocument = policyDocument
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
