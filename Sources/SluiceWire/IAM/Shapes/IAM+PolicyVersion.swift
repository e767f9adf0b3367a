// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// A version of a policy.
    public struct PolicyVersion: Codable, Hashable, Sendable {
        /// The policy in JSON, percent-encoded.
        public var document: String?
        /// The version: `v1` and up.
        public var versionId: String?
        /// Whether it is the one that counts.
        public var isDefaultVersion: Bool?
        /// When it was made.
        public var createDate: WireTimestamp?

        /// Makes one from its parts.
        public init(
            document: String? = nil,
            versionId: String? = nil,
            isDefaultVersion: Bool? = nil,
            createDate: WireTimestamp? = nil
        ) {
            self.document = document
            self.versionId = versionId
            self.isDefaultVersion = isDefaultVersion
            self.createDate = createDate
        }
    }
}
