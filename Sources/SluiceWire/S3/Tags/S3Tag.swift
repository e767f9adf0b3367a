// SPDX-License-Identifier: Apache-2.0

/// A tag.
public struct S3Tag: Codable, Hashable, Sendable {
    /// The name.
    public var key: String
    /// The value.
    public var value: String

    /// Makes one from its parts.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
