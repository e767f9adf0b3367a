// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// When and where a role was last taken on.
    public struct RoleLastUsed: Codable, Hashable, Sendable {
        /// When.
        public var lastUsedDate: WireTimestamp?
        /// Where.
        public var region: String?

        /// Makes one from its parts.
        public init(lastUsedDate: WireTimestamp? = nil, region: String? = nil) {
            self.lastUsedDate = lastUsedDate
            self.region = region
        }
    }
}
