// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Lists the tags of a role.
    public struct ListRoleTags: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The name of the role.
        public var roleName: String
        /// Where an earlier answer ended.
        public var marker: String?
        /// The most items of one answer.
        public var maxItems: Int?

        /// Makes the operation.
        public init(roleName: String, marker: String? = nil, maxItems: Int? = nil) {
            self.roleName = roleName
            self.marker = marker
            self.maxItems = maxItems
        }

        /// What is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// The tags.
            public var tags: [Tag]
            /// Whether there are more.
            public var isTruncated: Bool?
            /// Where an earlier answer ended.
            public var marker: String?

            /// Makes an answer from its parts.
            public init(tags: [Tag], isTruncated: Bool? = nil, marker: String? = nil) {
                self.tags = tags
                self.isTruncated = isTruncated
                self.marker = marker
            }
        }
    }
}
