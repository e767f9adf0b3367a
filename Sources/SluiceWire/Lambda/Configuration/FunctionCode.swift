// SPDX-License-Identifier: Apache-2.0

/// The package of a new function.
public struct FunctionCode: Codable, Hashable, Sendable {
    /// The package itself.
    public var zipFile: Blob?
    /// The bucket that holds the package.
    public var s3Bucket: String?
    /// The package's key in the bucket.
    public var s3Key: String?
    /// The object's version.
    public var s3ObjectVersion: String?
    /// The image, for functions that are images.
    public var imageUri: String?

    /// Makes one from its parts.
    public init(
        zipFile: Blob? = nil,
        s3Bucket: String? = nil,
        s3Key: String? = nil,
        s3ObjectVersion: String? = nil,
        imageUri: String? = nil
    ) {
        self.zipFile = zipFile
        self.s3Bucket = s3Bucket
        self.s3Key = s3Key
        self.s3ObjectVersion = s3ObjectVersion
        self.imageUri = imageUri
    }
}
