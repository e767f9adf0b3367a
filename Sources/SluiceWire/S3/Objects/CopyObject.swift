// SPDX-License-Identifier: Apache-2.0

/// Makes an object of another, with its bytes.
public struct CopyObject: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .put,
        "/{Bucket}/{Key+}",
        needs: ["x-amz-copy-source"],
        headers: [
            "x-amz-copy-source": "CopySource",
            "x-amz-copy-source-if-match": "CopySourceIfMatch",
            "x-amz-copy-source-if-none-match": "CopySourceIfNoneMatch",
            "If-Match": "IfMatch",
            "If-None-Match": "IfNoneMatch",
            "Cache-Control": "CacheControl",
            "Content-Disposition": "ContentDisposition",
            "Content-Encoding": "ContentEncoding",
            "Content-Language": "ContentLanguage",
            "Content-Type": "ContentType",
            "Expires": "Expires",
            "x-amz-checksum-algorithm": "ChecksumAlgorithm",
            "x-amz-metadata-directive": "MetadataDirective",
            "x-amz-tagging": "Tagging",
            "x-amz-tagging-directive": "TaggingDirective",
        ],
        headerPrefixes: ["x-amz-meta-": "Metadata"],
        answerPayload: "CopyObjectResult",
        answerElement: "CopyObjectResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// `bucket/key` of the object to copy.
    public var copySource: String
    /// Only if the source has this entity tag.
    public var copySourceIfMatch: String?
    /// Only if the source has another entity tag.
    public var copySourceIfNoneMatch: String?
    /// Only if the object has this entity tag.
    public var ifMatch: String?
    /// Only if there is no such object (`*`), or it has another entity tag.
    public var ifNoneMatch: String?
    /// How long the object may be kept by others, kept with it.
    public var cacheControl: String?
    /// How browsers present it, kept with it.
    public var contentDisposition: String?
    /// How the bytes are encoded, kept with it.
    public var contentEncoding: String?
    /// The language of the bytes, kept with it.
    public var contentLanguage: String?
    /// The media type, kept with it.
    public var contentType: String?
    /// Until when the object may be kept by others.
    public var expires: WireTimestamp?
    /// Which checksum comes with the body.
    public var checksumAlgorithm: String?
    /// What the owner wrote to it, by name.
    public var metadata: [String: String]?
    /// `COPY` (the default) or `REPLACE`.
    public var metadataDirective: String?
    /// Tags in the form of a query.
    public var tagging: String?
    /// `COPY` (the default) or `REPLACE`.
    public var taggingDirective: String?

    /// Makes the operation.
    public init(
        bucket: String,
        key: String,
        copySource: String,
        copySourceIfMatch: String? = nil,
        copySourceIfNoneMatch: String? = nil,
        ifMatch: String? = nil,
        ifNoneMatch: String? = nil,
        cacheControl: String? = nil,
        contentDisposition: String? = nil,
        contentEncoding: String? = nil,
        contentLanguage: String? = nil,
        contentType: String? = nil,
        expires: WireTimestamp? = nil,
        checksumAlgorithm: String? = nil,
        metadata: [String: String]? = nil,
        metadataDirective: String? = nil,
        tagging: String? = nil,
        taggingDirective: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.copySource = copySource
        self.copySourceIfMatch = copySourceIfMatch
        self.copySourceIfNoneMatch = copySourceIfNoneMatch
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
        self.cacheControl = cacheControl
        self.contentDisposition = contentDisposition
        self.contentEncoding = contentEncoding
        self.contentLanguage = contentLanguage
        self.contentType = contentType
        self.expires = expires
        self.checksumAlgorithm = checksumAlgorithm
        self.metadata = metadata
        self.metadataDirective = metadataDirective
        self.tagging = tagging
        self.taggingDirective = taggingDirective
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The copy.
        public var copyObjectResult: CopyResult?

        /// Makes an answer from its parts.
        public init(copyObjectResult: CopyResult? = nil) {
            self.copyObjectResult = copyObjectResult
        }
    }
}
