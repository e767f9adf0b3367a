// SPDX-License-Identifier: Apache-2.0

/// Writes an object, whole or not at all; durable when it is answered.
public struct PutObject: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .put,
        "/{Bucket}/{Key+}",
        headers: [
            "Cache-Control": "CacheControl",
            "Content-Disposition": "ContentDisposition",
            "Content-Encoding": "ContentEncoding",
            "Content-Language": "ContentLanguage",
            "Content-MD5": "ContentMD5",
            "Content-Type": "ContentType",
            "Expires": "Expires",
            "x-amz-sdk-checksum-algorithm": "ChecksumAlgorithm",
            "x-amz-checksum-crc32": "ChecksumCRC32",
            "x-amz-checksum-crc32c": "ChecksumCRC32C",
            "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
            "x-amz-checksum-sha1": "ChecksumSHA1",
            "x-amz-checksum-sha256": "ChecksumSHA256",
            "If-Match": "IfMatch",
            "If-None-Match": "IfNoneMatch",
            "x-amz-storage-class": "StorageClass",
            "x-amz-tagging": "Tagging",
        ],
        headerPrefixes: ["x-amz-meta-": "Metadata"],
        payload: "Body",
        answerHeaders: [
            "ETag": "ETag",
            "x-amz-checksum-crc32": "ChecksumCRC32",
            "x-amz-checksum-crc32c": "ChecksumCRC32C",
            "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
            "x-amz-checksum-sha1": "ChecksumSHA1",
            "x-amz-checksum-sha256": "ChecksumSHA256",
            "x-amz-checksum-type": "ChecksumType",
            "x-amz-object-size": "Size",
        ]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// The object's bytes.
    public var body: Blob?
    /// How long the object may be kept by others, kept with it.
    public var cacheControl: String?
    /// How browsers present it, kept with it.
    public var contentDisposition: String?
    /// How the bytes are encoded, kept with it.
    public var contentEncoding: String?
    /// The language of the bytes, kept with it.
    public var contentLanguage: String?
    /// The MD5 of the body in base64, which is checked.
    public var contentMD5: String?
    /// The media type, kept with it.
    public var contentType: String?
    /// Until when the object may be kept by others.
    public var expires: WireTimestamp?
    /// Which checksum comes with the body.
    public var checksumAlgorithm: String?
    /// The CRC-32 in base64.
    public var checksumCRC32: String?
    /// The CRC-32C in base64.
    public var checksumCRC32C: String?
    /// The CRC-64/NVME in base64.
    public var checksumCRC64NVME: String?
    /// The SHA-1 in base64.
    public var checksumSHA1: String?
    /// The SHA-256 in base64.
    public var checksumSHA256: String?
    /// Only if the object has this entity tag.
    public var ifMatch: String?
    /// Only if there is no such object (`*`), or it has another entity tag.
    public var ifNoneMatch: String?
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
        body: Blob? = nil,
        cacheControl: String? = nil,
        contentDisposition: String? = nil,
        contentEncoding: String? = nil,
        contentLanguage: String? = nil,
        contentMD5: String? = nil,
        contentType: String? = nil,
        expires: WireTimestamp? = nil,
        checksumAlgorithm: String? = nil,
        checksumCRC32: String? = nil,
        checksumCRC32C: String? = nil,
        checksumCRC64NVME: String? = nil,
        checksumSHA1: String? = nil,
        checksumSHA256: String? = nil,
        ifMatch: String? = nil,
        ifNoneMatch: String? = nil,
        metadata: [String: String]? = nil,
        storageClass: String? = nil,
        tagging: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.body = body
        self.cacheControl = cacheControl
        self.contentDisposition = contentDisposition
        self.contentEncoding = contentEncoding
        self.contentLanguage = contentLanguage
        self.contentMD5 = contentMD5
        self.contentType = contentType
        self.expires = expires
        self.checksumAlgorithm = checksumAlgorithm
        self.checksumCRC32 = checksumCRC32
        self.checksumCRC32C = checksumCRC32C
        self.checksumCRC64NVME = checksumCRC64NVME
        self.checksumSHA1 = checksumSHA1
        self.checksumSHA256 = checksumSHA256
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
        self.metadata = metadata
        self.storageClass = storageClass
        self.tagging = tagging
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The entity tag, in quotes.
        public var eTag: String?
        /// The CRC-32 in base64.
        public var checksumCRC32: String?
        /// The CRC-32C in base64.
        public var checksumCRC32C: String?
        /// The CRC-64/NVME in base64.
        public var checksumCRC64NVME: String?
        /// The SHA-1 in base64.
        public var checksumSHA1: String?
        /// The SHA-256 in base64.
        public var checksumSHA256: String?
        /// Whether a checksum is that of the whole object (`FULL_OBJECT`) or of its parts
        /// (`COMPOSITE`).
        public var checksumType: String?
        /// How many bytes.
        public var size: Int64?

        /// Makes an answer from its parts.
        public init(
            eTag: String? = nil,
            checksumCRC32: String? = nil,
            checksumCRC32C: String? = nil,
            checksumCRC64NVME: String? = nil,
            checksumSHA1: String? = nil,
            checksumSHA256: String? = nil,
            checksumType: String? = nil,
            size: Int64? = nil
        ) {
            self.eTag = eTag
            self.checksumCRC32 = checksumCRC32
            self.checksumCRC32C = checksumCRC32C
            self.checksumCRC64NVME = checksumCRC64NVME
            self.checksumSHA1 = checksumSHA1
            self.checksumSHA256 = checksumSHA256
            self.checksumType = checksumType
            self.size = size
        }
    }
}
