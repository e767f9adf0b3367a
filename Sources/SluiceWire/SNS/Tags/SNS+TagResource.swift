// SPDX-License-Identifier: Apache-2.0

extension SNS {
    /// Adds tags to a topic.
    public struct TagResource: AWSOperation, Hashable {
        /// SNS.
        public static let service = AWSService.sns
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The topic.
        public var resourceArn: String
        /// The tags.
        public var tags: [SNSTag]

        /// Makes the operation.
        public init(resourceArn: String, tags: [SNSTag] = []) {
            self.resourceArn = resourceArn
            self.tags = tags
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
