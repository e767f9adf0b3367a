// SPDX-License-Identifier: Apache-2.0

/// Gives an upload up, and its parts with it.
public struct AbortMultipartUpload: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .delete,
        "/{Bucket}/{Key+}",
        query: ["uploadId": "UploadId"],
        needs: ["uploadId"],
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// The upload.
    public var uploadId: String

    /// Makes the operation.
    public init(bucket: String, key: String, uploadId: String) {
        self.bucket = bucket
        self.key = key
        self.uploadId = uploadId
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
