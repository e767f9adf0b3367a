// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Lists roles by name.
    public struct ListRoles: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// Only those whose path begins so.
        public var pathPrefix: String?
        /// Where an earlier answer ended.
        public var marker: String?
        /// The most items of one answer.
        public var maxItems: Int?

        /// Makes the operation.
        public init(pathPrefix: String? = nil, marker: String? = nil, maxItems: Int? = nil) {
            self.pathPrefix = pathPrefix
            self.marker = marker
            self.maxItems = maxItems
        }

        /// What is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// The roles by name.
            public var roles: [Role]
            /// Whether there are more.
            public var isTruncated: Bool?
            /// Where an earlier answer ended.
            public var marker: String?

            /// Makes an answer from its parts.
            public init(roles: [Role], isTruncated: Bool? = nil, marker: String? = nil) {
                self.roles = roles
                self.isTruncated = isTruncated
                self.marker = marker
            }
        }
    }
}
