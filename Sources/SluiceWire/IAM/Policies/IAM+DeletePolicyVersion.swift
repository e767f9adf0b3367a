// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Deletes a version that does not count.
    public struct DeletePolicyVersion: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = false

        /// The policy's ARN.
        public var policyArn: String
        /// The version: `v1` and up.
        public var versionId: String

        /// Makes the operation.
        public init(policyArn: String, versionId: String) {
            self.policyArn = policyArn
            self.versionId = versionId
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
