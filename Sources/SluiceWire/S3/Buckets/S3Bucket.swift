// SPDX-License-Identifier: Apache-2.0

/// A bucket in a list.
public struct S3Bucket: Codable, Hashable, Sendable {
    /// The name.
    public var name: String?
    /// When it was made.
    public var creationDate: WireTimestamp?
    /// The region of the bucket.
    public var bucketRegion: String?

    /// Makes one from its parts.
    public init(
        name: String? = nil,
        creationDate: WireTimestamp? = nil,
        bucketRegion: String? = nil
    ) {
        self.name = name
        self.creationDate = creationDate
        self.bucketRegion = bucketRegion
    }
}
