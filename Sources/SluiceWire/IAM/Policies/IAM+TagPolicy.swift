// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Adds tags to a policy.
    public struct TagPolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The policy's ARN.
        public var policyArn: String
        /// The tags.
        public var tags: [Tag]

        /// Makes the operation.
        public init(policyArn: String, tags: [Tag]) {
            self.policyArn = policyArn
            self.tags = tags
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
