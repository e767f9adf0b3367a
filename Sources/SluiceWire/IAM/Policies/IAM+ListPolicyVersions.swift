// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Lists the versions of a policy.
    public struct ListPolicyVersions: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// The policy's ARN.
        public var policyArn: String
        /// Where an earlier answer ended.
        public var marker: String?
        /// The most items of one answer.
        public var maxItems: Int?

        /// Makes the operation.
        public init(policyArn: String, marker: String? = nil, maxItems: Int? = nil) {
            self.policyArn = policyArn
            self.marker = marker
            self.maxItems = maxItems
        }

        /// What is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// The versions, the newest first.
            public var versions: [PolicyVersion]?
            /// Whether there are more.
            public var isTruncated: Bool?
            /// Where an earlier answer ended.
            public var marker: String?

            /// Makes an answer from its parts.
            public init(
                versions: [PolicyVersion]? = nil,
                isTruncated: Bool? = nil,
                marker: String? = nil
            ) {
                self.versions = versions
                self.isTruncated = isTruncated
                self.marker = marker
            }
        }
    }
}
