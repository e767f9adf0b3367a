// SPDX-License-Identifier: Apache-2.0

extension CloudWatchLogs {
    /// Takes tags from a group.
    public struct UntagResource: AWSOperation, Hashable {
        /// CloudWatch Logs.
        public static let service = AWSService.logs
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The group's ARN, without `:*`.
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
