// SPDX-License-Identifier: Apache-2.0

/// A version of an object in a list.
public struct ObjectVersion: Codable, Hashable, Sendable {
    /// The entity tag, in quotes.
    public var eTag: String?
    /// How many bytes.
    public var size: Int64?
    /// `STANDARD` where none is said.
    public var storageClass: String?
    /// The object's key.
    public var key: String?
    /// The version; there is none but the present one.
    public var versionId: String?
    /// Whether it is the newest.
    public var isLatest: Bool?
    /// When it was written.
    public var lastModified: WireTimestamp?

    /// Makes one from its parts.
    public init(
        eTag: String? = nil,
        size: Int64? = nil,
        storageClass: String? = nil,
        key: String? = nil,
        versionId: String? = nil,
        isLatest: Bool? = nil,
        lastModified: WireTimestamp? = nil
    ) {
        self.eTag = eTag
        self.size = size
        self.storageClass = storageClass
        self.key = key
        self.versionId = versionId
        self.isLatest = isLatest
        self.lastModified = lastModified
    }
}
