// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Adds a version to a policy, of at most five.
    public struct CreatePolicyVersion: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = false

        /// The policy's ARN.
        public var policyArn: String
        /// The policy in JSON.
        public var policyDocument: String
        /// Whether it becomes the one that counts.
        public var setAsDefault: Bool?

        /// Makes the operation.
        public init(policyArn: String, policyDocument: String, setAsDefault: Bool? = nil) {
            self.policyArn = policyArn
            self.policyDocument = policyDocument
            self.setAsDefault = setAsDefault
        }

        /// What is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// The version.
            public var policyVersion: PolicyVersion?

            /// Makes an answer from its parts.
            public init(policyVersion: PolicyVersion? = nil) {
                self.policyVersion = policyVersion
            }
        }
    }
}
