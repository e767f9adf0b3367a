// SPDX-License-Identifier: Apache-2.0

/// Begins an object that is sent in parts.
public struct CreateMultipartUpload: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .post,
        "/{Bucket}/{Key+}?uploads",
        headers: [
            "Cache-Control": "CacheControl",
            "Content-Disposition": "ContentDisposition",
            "Content-Encoding": "ContentEncoding",
            "Content-Language": "ContentLanguage",
            "Content-Type": "ContentType",
            "Expires": "Expires",
            "x-amz-checksum-algorithm": "ChecksumAlgorithm",
            "x-amz-checksum-type": "ChecksumType",
            "x-amz-storage-class": "StorageClass",
            "x-amz-tagging": "Tagging",
        ],
        headerPrefixes: ["x-amz-meta-": "Metadata"],
        answerHeaders: [
            "x-amz-checksum-algorithm": "ChecksumAlgorithm",
            "x-amz-checksum-type": "ChecksumType",
        ],
        answerElement: "InitiateMultipartUploadResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
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
    /// Whether a checksum is that of the whole object (`FULL_OBJECT`) or of its parts
    /// (`COMPOSITE`).
    public var checksumType: String?
    /// What the owner wrote to it, by name.
    public var metadata: [String: String]?
    /// `STANDARD` where none is said.
    public var storageClass: String?
    /// Tags in the form of a query.
    public var tagging: String?

    /// Makes the operation.
    public init(
        bucket: String,
        key: String,
        cacheControl: String? = nil,
        contentDisposition: String? = nil,
        contentEncoding: String? = nil,
        contentLanguage: String? = nil,
        contentType: String? = nil,
        expires: WireTimestamp? = nil,
        checksumAlgorithm: String? = nil,
        checksumType: String? = nil,
        metadata: [String: String]? = nil,
        storageClass: String? = nil,
        tagging: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.cacheControl = cacheControl
        self.contentDisposition = contentDisposition
        self.contentEncoding = contentEncoding
        self.contentLanguage = contentLanguage
        self.contentType = contentType
        self.expires = expires
        self.checksumAlgorithm = checksumAlgorithm
        self.checksumType = checksumType
        self.metadata = metadata
        self.storageClass = storageClass
        self.tagging = tagging
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The bucket.
        public var bucket: String?
        /// The object's key.
        public var key: String?
        /// The upload.
        public var uploadId: String?
        /// Which checksum comes with the body.
        public var checksumAlgorithm: String?
        /// Whether a checksum is that of the whole object (`FULL_OBJECT`) or of its parts
        /// (`COMPOSITE`).
        public var checksumType: String?

        /// Makes an answer from its parts.
        public init(
            bucket: String? = nil,
            key: String? = nil,
            uploadId: String? = nil,
            checksumAlgorithm: String? = nil,
            checksumType: String? = nil
        ) {
            self.bucket = bucket
            self.key = key
            self.uploadId = uploadId
            self.checksumAlgorithm = checksumAlgorithm
            self.checksumType = checksumType
        }
    }
}
