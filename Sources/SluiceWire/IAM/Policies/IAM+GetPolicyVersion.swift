// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Reads a version of a policy.
    public struct GetPolicyVersion: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The policy's ARN.
        public var policyArn: String
        /// The version: `v1` and up.
        public var versionId: String

        /// Makes the operation.
        public init(policyArn: String, versionId: String) {
            self.policyArn = policyArn
            self.versionId = versionId
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
