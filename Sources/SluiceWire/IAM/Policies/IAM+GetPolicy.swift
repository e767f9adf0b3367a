// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Reads a policy.
    public struct GetPolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The policy's ARN.
        public var policyArn: String

        /// Makes the operation.
        public init(policyArn: String) {
            self.policyArn = policyArn
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
