// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// Lists policies by name.
    public struct ListPolicies: AWSOperation, Hashable {
        /// IAM.
        public static let service = AWSService.iam
        /// One address for all operations.
        public static let route = Route.root
        /// Whether a second identical call does no harm.
        public static let isIdempotent = true

        /// `AWS` or `Local` for those of AWS or of the account only.
        public var scope: String?
        /// Whether only those are listed that are attached.
        public var onlyAttached: Bool?
        /// Only those whose path begins so.
        public var pathPrefix: String?
        /// What the policies are used for.
        public var policyUsageFilter: String?
        /// Where an earlier answer ended.
        public var marker: String?
        /// The most items of one answer.
        public var maxItems: Int?

        /// Makes the operation.
        public init(
            scope: String? = nil,
            onlyAttached: Bool? = nil,
            pathPrefix: String? = nil,
            policyUsageFilter: String? = nil,
            marker: String? = nil,
            maxItems: Int? = nil
        ) {
            self.scope = scope
            self.onlyAttached = onlyAttached
            self.pathPrefix = pathPrefix
            self.policyUsageFilter = policyUsageFilter
            self.marker = marker
            self.maxItems = maxItems
        }

        /// What is answered.
        public struct Output: Codable, Hashable, Sendable {
            /// The policies by name.
            public var policies: [Policy]?
            /// Whether there are more.
            public var isTruncated: Bool?
            /// Where an earlier answer ended.
            public var marker: String?

            /// Makes an answer from its parts.
            public init(policies: [Policy]? = nil, isTruncated: Bool? = nil, marker: String? = nil)
            {
                self.policies = policies
                self.isTruncated = isTruncated
                self.marker = marker
            }
        }
    }
}
