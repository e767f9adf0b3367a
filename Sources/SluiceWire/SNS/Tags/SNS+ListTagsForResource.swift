// SPDX-License-Identifier: Apache-2.0

extension SNS {
    /// Lists the tags of a topic.
    public struct ListTagsForResource: AWSOperation, Hashable {
        /// SNS.
        public static let service = AWSService.sns
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The topic.
        public var resourceArn: String

        /// Makes the operation.
        public init(resourceArn: String) {
            self.resourceArn = resourceArn
        }

        /// The tags.
        public struct Output: Codable, Hashable, Sendable {
            /// The tags by name.
            public var tags: [SNSTag]

            /// Makes an answer from its parts.
            public init(tags: [SNSTag] = []) {
                self.tags = tags
            }
        }
    }
}
