// SPDX-License-Identifier: Apache-2.0

/// An object that was deleted.
public struct DeletedObject: Codable, Hashable, Sendable {
    /// The object's key.
    public var key: String?

    /// Makes one from its parts.
    public init(key: String? = nil) {
        self.key = key
    }
}
