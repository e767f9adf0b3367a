// SPDX-License-Identifier: Apache-2.0

extension SNS {
    /// Takes a permission of a topic back.
    public struct RemovePermission: AWSOperation, Hashable {
        /// SNS.
        public static let service = AWSService.sns
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The topic.
        public var topicArn: String
        /// What the permission is called by.
        public var label: String

        /// Makes the operation.
        public init(
            topicArn: String,
            label: String
        ) {
            self.topicArn = topicArn
            self.label = label
        }

        /// Nothing is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// Makes an answer from its parts.
            public init() {}
        }
    }
}
