// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// An object: where its bytes are, and what is kept with it.
public struct ObjectRecord: Codable, Hashable, Sendable {
    /// The bucket.
    public var bucket: String
    /// The key.
    public var key: String
    /// The bytes, piece by piece.
    public var pieces: [ObjectContent]
    /// The entity tag, without quotes.
    public var tag: String
    /// When it was written.
    public var modified: Timestamp
    /// What is answered with it.
    public var headers: ObjectHeaders
    /// The checksum that was sent with it, or S3's own.
    public var checksum: ObjectChecksum?
    /// How many parts it was made of; none when it was written at once.
    public var parts: Int?

    /// How many bytes it has.
    public var size: Int { pieces.reduce(0) { $0 + $1.size } }
    /// The entity tag as it is answered.
    public var eTag: String { "\"\(tag)\"" }
    /// The name on its shelf.
    public var id: String { Self.id(bucket, key) }

    static func id(_ bucket: String, _ key: String) -> String { "\(bucket)/\(key)" }
}
