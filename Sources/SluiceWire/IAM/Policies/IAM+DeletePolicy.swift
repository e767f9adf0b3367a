// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Deletes a policy that is attached to nothing.
    public struct DeletePolicy: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = false

        /// The policy's ARN.
        public var policyArn: String

        /// Makes the operation.
        public init(policyArn: String) {
            self.policyArn = policyArn
        }

        /// Nothing.
        public typealias Output = EmptyAnswer
    }
}
