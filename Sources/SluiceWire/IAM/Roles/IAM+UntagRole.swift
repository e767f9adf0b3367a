// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Takes tags from a role.
    public struct UntagRole: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The name of the role.
        public var roleName: String
        /// The names of the tags.
        public var tagKeys: [String]

        /// Makes the operation.
        public init(roleName: String, tagKeys: [String]) {
            self.roleName = roleName
            self.tagKeys = tagKeys
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
