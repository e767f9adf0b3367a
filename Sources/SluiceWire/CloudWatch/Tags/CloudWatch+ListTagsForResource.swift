// SPDX-License-Identifier: Apache-2.0

extension CloudWatch {
    /// Lists the tags of an alarm.
    public struct ListTagsForResource: AWSOperation, Hashable {
        /// CloudWatch.
        public static let service = AWSService.cloudWatch
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The alarm.
        public var resourceARN: String

        /// Makes the operation.
        public init(resourceARN: String) {
            self.resourceARN = resourceARN
        }

        /// The tags.
        public struct Output: Codable, Hashable, Sendable {
            /// The tags.
            public var tags: [CloudWatchTag]

            /// Makes an answer from its parts.
            public init(tags: [CloudWatchTag] = []) {
                self.tags = tags
            }
        }
    }
}
