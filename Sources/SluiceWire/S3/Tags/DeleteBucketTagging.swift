// SPDX-License-Identifier: Apache-2.0

/// Removes the tags of a bucket.
public struct DeleteBucketTagging: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(.delete, "/{Bucket}?tagging", status: 204)
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String

    /// Makes the operation.
    public init(bucket: String) {
        self.bucket = bucket
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
