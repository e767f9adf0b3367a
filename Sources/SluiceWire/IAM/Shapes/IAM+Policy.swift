// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// A policy.
    public struct Policy: Codable, Hashable, Sendable {
        /// The policy's name.
        public var policyName: String?
        /// The policy's id.
        public var policyId: String?
        /// The ARN.
        public var arn: String?
        /// The path before the name; `/` where none is said.
        public var path: String?
        /// The version that counts.
        public var defaultVersionId: String?
        /// How many roles it is attached to.
        public var attachmentCount: Int?
        /// How many roles it bounds.
        public var permissionsBoundaryUsageCount: Int?
        /// Whether it can be attached.
        public var isAttachable: Bool?
        /// What it is for.
        public var description: String?
        /// When it was made.
        public var createDate: WireTimestamp?
        /// When it last changed.
        public var updateDate: WireTimestamp?
        /// The tags.
        public var tags: [Tag]?

        /// Makes one from its parts.
        public init(
            policyName: String? = nil,
            policyId: String? = nil,
            arn: String? = nil,
            path: String? = nil,
            defaultVersionId: String? = nil,
            attachmentCount: Int? = nil,
            permissionsBoundaryUsageCount: Int? = nil,
            isAttachable: Bool? = nil,
            description: String? = nil,
            createDate: WireTimestamp? = nil,
            updateDate: WireTimestamp? = nil,
            tags: [Tag]? = nil
        ) {
            self.policyName = policyName
            self.policyId = policyId
            self.arn = arn
            self.path = path
            self.defaultVersionId = defaultVersionId
            self.attachmentCount = attachmentCount
            self.permissionsBoundaryUsageCount = permissionsBoundaryUsageCount
            self.isAttachable = isAttachable
            self.description = description
            self.createDate = createDate
            self.updateDate = updateDate
            self.tags = tags
        }
    }
}
