// SPDX-License-Identifier: Apache-2.0

/// An object to delete.
public struct ObjectIdentifier: Codable, Hashable, Sendable {
    /// The object's key.
    public var key: String
    /// The version; there is none but the present one.
    public var versionId: String?
    /// The entity tag, in quotes.
    public var eTag: String?

    /// Makes one from its parts.
    public init(key: String, versionId: String? = nil, eTag: String? = nil) {
        self.key = key
        self.versionId = versionId
        self.eTag = eTag
    }
}
