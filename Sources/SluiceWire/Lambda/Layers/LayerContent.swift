// SPDX-License-Identifier: Apache-2.0

/// A layer's package: sent along, or where it lies.
public struct LayerContent: Codable, Hashable, Sendable {
    /// The bucket that the package lies in.
    public var s3Bucket: String?
    /// Its key.
    public var s3Key: String?
    /// Its version.
    public var s3ObjectVersion: String?
    /// The package itself.
    public var zipFile: Blob?

    /// Makes one from its parts.
    public init(
        s3Bucket: String? = nil,
        s3Key: String? = nil,
        s3ObjectVersion: String? = nil,
        zipFile: Blob? = nil
    ) {
        self.s3Bucket = s3Bucket
        self.s3Key = s3Key
        self.s3ObjectVersion = s3ObjectVersion
        self.zipFile = zipFile
    }
}
