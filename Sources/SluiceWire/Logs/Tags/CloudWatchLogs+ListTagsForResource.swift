// SPDX-License-Identifier: Apache-2.0

extension CloudWatchLogs {
    /// Lists the tags of a group.
    public struct ListTagsForResource: AWSOperation, Hashable {
        /// CloudWatch Logs.
        public static let service = AWSService.logs
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The group's ARN, without `:*`.
        public var resourceArn: String

        /// Makes the operation.
        public init(resourceArn: String) {
            self.resourceArn = resourceArn
        }

        /// The tags.
        public struct Output: Codable, Hashable, Sendable {
            /// The tags.
            public var tags: [String: String]

            /// Makes an answer from its parts.
            public init(tags: [String: String] = [:]) {
                self.tags = tags
            }
        }
    }
}
