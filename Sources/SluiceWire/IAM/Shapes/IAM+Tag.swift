// SPDX-License-Identifier: Apache-2.0

extension IAM {
    /// A tag.
    public struct Tag: Codable, Hashable, Sendable {
        /// Its name.
        public var key: String
        /// What it says.
        public var value: String

        /// Makes one from its parts.
        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }
}
