// SPDX-License-Identifier: Apache-2.0

/// A prefix that stands for several keys.
public struct CommonPrefix: Codable, Hashable, Sendable {
    /// Only keys that begin so.
    public var prefix: String?

    /// Makes one from its parts.
    public init(prefix: String? = nil) {
        self.prefix = prefix
    }
}
