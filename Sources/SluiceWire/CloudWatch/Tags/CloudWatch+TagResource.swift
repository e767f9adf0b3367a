// SPDX-License-Identifier: Apache-2.0

extension CloudWatch {
    /// Adds tags to an alarm.
    public struct TagResource: AWSOperation, Hashable {
        /// CloudWatch.
        public static let service = AWSService.cloudWatch
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The alarm.
        public var resourceARN: String
        /// The tags.
        public var tags: [CloudWatchTag]

        /// Makes the operation.
        public init(resourceARN: String, tags: [CloudWatchTag] = []) {
            self.resourceARN = resourceARN
            self.tags = tags
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
