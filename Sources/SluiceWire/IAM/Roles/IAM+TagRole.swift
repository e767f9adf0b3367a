// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Adds tags to a role.
    public struct TagRole: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The name of the role.
        public var roleName: String
        /// The tags.
        public var tags: [Tag]

        /// Makes the operation.
        public init(roleName: String, tags: [Tag]) {
            self.roleName = roleName
            self.tags = tags
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
