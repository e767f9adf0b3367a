// SPDX-License-Identifier: Apache-2.0

/// Removes the tags of an object.
public struct DeleteObjectTagging: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(.delete, "/{Bucket}/{Key+}?tagging", status: 204)
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String

    /// Makes the operation.
    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
