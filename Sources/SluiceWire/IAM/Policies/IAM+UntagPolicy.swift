// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Takes tags from a policy.
    public struct UntagPolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The policy's ARN.
        public var policyArn: String
        /// The names of the tags.
        public var tagKeys: [String]

        /// Makes the operation.
        public init(policyArn: String, tagKeys: [String]) {
            self.policyArn = policyArn
            self.tagKeys = tagKeys
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
