// SPDX-License-Identifier: Apache-2.0

extension SNS {
    /// Takes tags from a topic.
    public struct UntagResource: AWSOperation, Hashable {
        /// SNS.
        public static let service = AWSService.sns
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The topic.
        public var resourceArn: String
        /// Their names.
        public var tagKeys: [String]

        /// Makes the operation.
        public init(resourceArn: String, tagKeys: [String] = []) {
            self.resourceArn = resourceArn
            self.tagKeys = tagKeys
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
