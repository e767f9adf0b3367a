// SPDX-License-Identifier: Apache-2.0

extension CloudWatch {
    /// Takes tags from an alarm.
    public struct UntagResource: AWSOperation, Hashable {
        /// CloudWatch.
        public static let service = AWSService.cloudWatch
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The alarm.
        public var resourceARN: String
        /// The tags' names.
        public var tagKeys: [String]

        /// Makes the operation.
        public init(resourceARN: String, tagKeys: [String] = []) {
            self.resourceARN = resourceARN
            self.tagKeys = tagKeys
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
