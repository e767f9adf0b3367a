// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// A policy that is attached.
    public struct AttachedPolicy: Codable, Hashable, Sendable {
        /// The policy's name.
        public var policyName: String?
        /// The policy's ARN.
        public var policyArn: String?

        /// Makes one from its parts.
        public init(policyName: String? = nil, policyArn: String? = nil) {
            self.policyName = policyName
            self.policyArn = policyArn
        }
    }
}
