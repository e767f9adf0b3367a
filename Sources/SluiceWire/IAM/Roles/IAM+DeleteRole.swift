// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Deletes a role that has no policies any more.
    public struct DeleteRole: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = false

        /// The name of the role.
        public var roleName: String

        /// Makes the operation.
        public init(roleName: String) {
            self.roleName = roleName
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
