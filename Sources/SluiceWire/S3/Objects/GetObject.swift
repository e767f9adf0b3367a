// SPDX-License-Identifier: Apache-2.0

/// Reads an object or a range of its bytes.
public struct GetObject: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/{Bucket}/{Key+}",
        query: [
            "response-cache-control": "ResponseCacheControl",
            "response-content-disposition": "ResponseContentDisposition",
            "response-content-encoding": "ResponseContentEncoding",
            "response-content-language": "ResponseContentLanguage",
            "response-content-type": "ResponseContentType",
            "versionId": "VersionId",
            "partNumber": "PartNumber",
        ],
        headers: [
            "If-Match": "IfMatch",
            "If-Modified-Since": "IfModifiedSince",
            "If-None-Match": "IfNoneMatch",
            "If-Unmodified-Since": "IfUnmodifiedSince",
            "Range": "Range",
            "x-amz-checksum-mode": "ChecksumMode",
        ],
        answerHeaders: [
            "accept-ranges": "AcceptRanges",
            "Date": "Date",
            "Last-Modified": "LastModified",
            "Content-Length": "ContentLength",
            "ETag": "ETag",
            "x-amz-checksum-crc32": "ChecksumCRC32",
            "x-amz-checksum-crc32c": "ChecksumCRC32C",
            "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
            "x-amz-checksum-sha1": "ChecksumSHA1",
            "x-amz-checksum-sha256": "ChecksumSHA256",
            "x-amz-checksum-type": "ChecksumType",
            "Cache-Control": "CacheControl",
            "Content-Disposition": "ContentDisposition",
            "Content-Encoding": "ContentEncoding",
            "Content-Language": "ContentLanguage",
            "Content-Range": "ContentRange",
            "Content-Type": "ContentType",
            "Expires": "Expires",
            "x-amz-storage-class": "StorageClass",
            "x-amz-mp-parts-count": "PartsCount",
            "x-amz-tagging-count": "TagCount",
        ],
        answerHeaderPrefixes: ["x-amz-meta-": "Metadata"],
        answerPayload: "Body"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// Only if the object has this entity tag.
    public var ifMatch: String?
    /// Only if it changed after this time.
    public var ifModifiedSince: WireTimestamp?
    /// Only if there is no such object (`*`), or it has another entity tag.
    public var ifNoneMatch: String?
    /// Only if it did not change after this time.
    public var ifUnmodifiedSince: WireTimestamp?
    /// Which bytes: `bytes=0-99`.
    public var range: String?
    /// The header that the answer is to have.
    public var responseCacheControl: String?
    /// The header that the answer is to have.
    public var responseContentDisposition: String?
    /// The header that the answer is to have.
    public var responseContentEncoding: String?
    /// The header that the answer is to have.
    public var responseContentLanguage: String?
    /// The media type that the answer is to have.
    public var responseContentType: String?
    /// The version; there is none but the present one.
    public var versionId: String?
    /// The number of the part, from 1 to 10,000.
    public var partNumber: Int?
    /// `ENABLED` asks for the checksum that is kept.
    public var checksumMode: String?

    /// Makes the operation.
    public init(
        bucket: String,
        key: String,
        ifMatch: String? = nil,
        ifModifiedSince: WireTimestamp? = nil,
        ifNoneMatch: String? = nil,
        ifUnmodifiedSince: WireTimestamp? = nil,
        range: String? = nil,
        responseCacheControl: String? = nil,
        responseContentDisposition: String? = nil,
        responseContentEncoding: String? = nil,
        responseContentLanguage: String? = nil,
        responseContentType: String? = nil,
        versionId: String? = nil,
        partNumber: Int? = nil,
        checksumMode: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.ifMatch = ifMatch
        self.ifModifiedSince = ifModifiedSince
        self.ifNoneMatch = ifNoneMatch
        self.ifUnmodifiedSince = ifUnmodifiedSince
        self.range = range
        self.responseCacheControl = responseCacheControl
        self.responseContentDisposition = responseContentDisposition
        self.responseContentEncoding = responseContentEncoding
        self.responseContentLanguage = responseContentLanguage
        self.responseContentType = responseContentType
        self.versionId = versionId
        self.partNumber = partNumber
        self.checksumMode = checksumMode
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The object's bytes.
        public var body: Blob?
        /// `bytes`.
        public var acceptRanges: String?
        /// When it was read, by the clock of the store.
        public var date: WireTimestamp?
        /// When it was written.
        public var lastModified: WireTimestamp?
        /// How many bytes the body has.
        public var contentLength: Int64?
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
        /// How long the object may be kept by others, kept with it.
        public var cacheControl: String?
        /// How browsers present it, kept with it.
        public var contentDisposition: String?
        /// How the bytes are encoded, kept with it.
        public var contentEncoding: String?
        /// The language of the bytes, kept with it.
        public var contentLanguage: String?
        /// Which bytes these are, of how many.
        public var contentRange: String?
        /// The media type, kept with it.
        public var contentType: String?
        /// Until when the object may be kept by others.
        public var expires: WireTimestamp?
        /// What the owner wrote to it, by name.
        public var metadata: [String: String]?
        /// `STANDARD` where none is said.
        public var storageClass: String?
        /// How many parts it was made of.
        public var partsCount: Int?
        /// How many tags it has.
        public var tagCount: Int?

        /// Makes an answer from its parts.
        public init(
            body: Blob? = nil,
            acceptRanges: String? = nil,
            date: WireTimestamp? = nil,
            lastModified: WireTimestamp? = nil,
            contentLength: Int64? = nil,
            eTag: String? = nil,
            checksumCRC32: String? = nil,
            checksumCRC32C: String? = nil,
            checksumCRC64NVME: String? = nil,
            checksumSHA1: String? = nil,
            checksumSHA256: String? = nil,
            checksumType: String? = nil,
            cacheControl: String? = nil,
            contentDisposition: String? = nil,
            contentEncoding: String? = nil,
            contentLanguage: String? = nil,
            contentRange: String? = nil,
            contentType: String? = nil,
            expires: WireTimestamp? = nil,
            metadata: [String: String]? = nil,
            storageClass: String? = nil,
            partsCount: Int? = nil,
            tagCount: Int? = nil
        ) {
            self.body = body
            self.acceptRanges = acceptRanges
            self.date = date
            self.lastModified = lastModified
            self.contentLength = contentLength
            self.eTag = eTag
            self.checksumCRC32 = checksumCRC32
            self.checksumCRC32C = checksumCRC32C
            self.checksumCRC64NVME = checksumCRC64NVME
            self.checksumSHA1 = checksumSHA1
            self.checksumSHA256 = checksumSHA256
            self.checksumType = checksumType
            self.cacheControl = cacheControl
            self.contentDisposition = contentDisposition
            self.contentEncoding = contentEncoding
            self.contentLanguage = contentLanguage
            self.contentRange = contentRange
            self.contentType = contentType
            self.expires = expires
            self.metadata = metadata
            self.storageClass = storageClass
            self.partsCount = partsCount
            self.tagCount = tagCount
        }
    }
}
