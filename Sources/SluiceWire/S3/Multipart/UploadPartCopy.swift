// SPDX-License-Identifier: Apache-2.0

/// Makes a part of bytes of another object.
public struct UploadPartCopy: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .put,
        "/{Bucket}/{Key+}",
        query: ["partNumber": "PartNumber", "uploadId": "UploadId"],
        needs: ["partNumber", "uploadId", "x-amz-copy-source"],
        headers: [
            "x-amz-copy-source": "CopySource",
            "x-amz-copy-source-range": "CopySourceRange",
            "x-amz-copy-source-if-match": "CopySourceIfMatch",
            "x-amz-copy-source-if-none-match": "CopySourceIfNoneMatch",
        ],
        answerPayload: "CopyPartResult",
        answerElement: "CopyPartResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// The number of the part, from 1 to 10,000.
    public var partNumber: Int
    /// The upload.
    public var uploadId: String
    /// `bucket/key` of the object to copy.
    public var copySource: String
    /// Which bytes of the source.
    public var copySourceRange: String?
    /// Only if the source has this entity tag.
    public var copySourceIfMatch: String?
    /// Only if the source has another entity tag.
    public var copySourceIfNoneMatch: String?

    /// Makes the operation.
    public init(
        bucket: String,
        key: String,
        partNumber: Int,
        uploadId: String,
        copySource: String,
        copySourceRange: String? = nil,
        copySourceIfMatch: String? = nil,
        copySourceIfNoneMatch: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.partNumber = partNumber
        self.uploadId = uploadId
        self.copySource = copySource
        self.copySourceRange = copySourceRange
        self.copySourceIfMatch = copySourceIfMatch
        self.copySourceIfNoneMatch = copySourceIfNoneMatch
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The part.
        public var copyPartResult: CopyResult?

        /// Makes an answer from its parts.
        public init(copyPartResult: CopyResult? = nil) {
            self.copyPartResult = copyPartResult
        }
    }
}
