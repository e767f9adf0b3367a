// SPDX-License-Identifier: Apache-2.0

extension CloudWatchLogs {
    /// Adds tags to a group.
    public struct TagResource: AWSOperation, Hashable {
        /// CloudWatch Logs.
        public static let service = AWSService.logs
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The group's ARN, without `:*`.
        public var resourceArn: String
        /// The tags.
        public var tags: [String: String]

        /// Makes the operation.
        public init(resourceArn: String, tags: [String: String] = [:]) {
            self.resourceArn = resourceArn
            self.tags = tags
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
