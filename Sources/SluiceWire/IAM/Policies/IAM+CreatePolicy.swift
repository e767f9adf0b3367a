// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Makes a policy.
    public struct CreatePolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = false

        /// The policy's name.
        public var policyName: String
        /// The policy in JSON.
        public var policyDocument: String
        /// The path before the name; `/` where none is said.
        public var path: String?
        /// What it is for.
        public var description: String?
        /// The tags.
        public var tags: [Tag]?

        /// Makes the operation.
        public init(
            policyName: String,
            policyDocument: String,
            path: String? = nil,
            description: String? = nil,
            tags: [Tag]? = nil
        ) {
            self.policyName = policyName
            self.policyDocument = policyDocument
            self.path = path
            self.description = description
            self.tags = tags
        }

        /// What is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// The policy.
            public var policy: Policy?

            /// Makes an answer from its parts.
            public init(policy: Policy? = nil) {
                self.policy = policy
            }
        }
    }
}
