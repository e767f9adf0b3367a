// SPDX-License-Identifier: Apache-2.0

/// Replaces the tags of an object.
public struct PutObjectTagging: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .put,
        "/{Bucket}/{Key+}?tagging",
        payload: "Tagging",
        payloadElement: "Tagging"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// Tags in the form of a query.
    public var tagging: S3Tagging

    /// Makes the operation.
    public init(bucket: String, key: String, tagging: S3Tagging) {
        self.bucket = bucket
        self.key = key
        self.tagging = tagging
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
