// SPDX-License-Identifier: Apache-2.0

/// An object in a list.
public struct S3Object: Codable, Hashable, Sendable {
    /// The key.
    public var key: String?
    /// When it was written.
    public var lastModified: WireTimestamp?
    /// The entity tag, in quotes.
    public var eTag: String?
    /// Which checksum comes with the body.
    public var checksumAlgorithm: [String]?
    /// Whether a checksum is that of the whole object (`FULL_OBJECT`) or of its parts
    /// (`COMPOSITE`).
    public var checksumType: String?
    /// How many bytes.
    public var size: Int64?
    /// `STANDARD` where none is said.
    public var storageClass: String?
    /// Who owns it.
    public var owner: S3Owner?

    /// Makes one from its parts.
    public init(
        key: String? = nil,
        lastModified: WireTimestamp? = nil,
        eTag: String? = nil,
        checksumAlgorithm: [String]? = nil,
        checksumType: String? = nil,
        size: Int64? = nil,
        storageClass: String? = nil,
        owner: S3Owner? = nil
    ) {
        self.key = key
        self.lastModified = lastModified
        self.eTag = eTag
        self.checksumAlgorithm = checksumAlgorithm
        self.checksumType = checksumType
        self.size = size
        self.storageClass = storageClass
        self.owner = owner
    }
}
