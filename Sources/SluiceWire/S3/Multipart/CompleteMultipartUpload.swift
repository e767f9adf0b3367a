// SPDX-License-Identifier: Apache-2.0

/// Makes the object of its parts, whole or not at all.
public struct CompleteMultipartUpload: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .post,
        "/{Bucket}/{Key+}",
        query: ["uploadId": "UploadId"],
        needs: ["uploadId"],
        headers: [
            "x-amz-checksum-crc32": "ChecksumCRC32",
            "x-amz-checksum-crc32c": "ChecksumCRC32C",
            "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
            "x-amz-checksum-sha1": "ChecksumSHA1",
            "x-amz-checksum-sha256": "ChecksumSHA256",
            "x-amz-checksum-type": "ChecksumType",
            "x-amz-mp-object-size": "MpuObjectSize",
            "If-Match": "IfMatch",
            "If-None-Match": "IfNoneMatch",
        ],
        payload: "MultipartUpload",
        payloadElement: "CompleteMultipartUpload",
        answerElement: "CompleteMultipartUploadResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// The parts, in order.
    public var multipartUpload: CompletedMultipartUpload?
    /// The upload.
    public var uploadId: String
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
    /// How many bytes the whole object must have.
    public var mpuObjectSize: Int64?
    /// Only if the object has this entity tag.
    public var ifMatch: String?
    /// Only if there is no such object (`*`), or it has another entity tag.
    public var ifNoneMatch: String?

    /// Makes the operation.
    public init(
        bucket: String,
        key: String,
        uploadId: String,
        multipartUpload: CompletedMultipartUpload? = nil,
        checksumCRC32: String? = nil,
        checksumCRC32C: String? = nil,
        checksumCRC64NVME: String? = nil,
        checksumSHA1: String? = nil,
        checksumSHA256: String? = nil,
        checksumType: String? = nil,
        mpuObjectSize: Int64? = nil,
        ifMatch: String? = nil,
        ifNoneMatch: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.uploadId = uploadId
        self.multipartUpload = multipartUpload
        self.checksumCRC32 = checksumCRC32
        self.checksumCRC32C = checksumCRC32C
        self.checksumCRC64NVME = checksumCRC64NVME
        self.checksumSHA1 = checksumSHA1
        self.checksumSHA256 = checksumSHA256
        self.checksumType = checksumType
        self.mpuObjectSize = mpuObjectSize
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// Where the object is.
        public var location: String?
        /// The bucket.
        public var bucket: String?
        /// The object's key.
        public var key: String?
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

        /// Makes an answer from its parts.
        public init(
            location: String? = nil,
            bucket: String? = nil,
            key: String? = nil,
            eTag: String? = nil,
            checksumCRC32: String? = nil,
            checksumCRC32C: String? = nil,
            checksumCRC64NVME: String? = nil,
            checksumSHA1: String? = nil,
            checksumSHA256: String? = nil,
            checksumType: String? = nil
        ) {
            self.location = location
            self.bucket = bucket
            self.key = key
            self.eTag = eTag
            self.checksumCRC32 = checksumCRC32
            self.checksumCRC32C = checksumCRC32C
            self.checksumCRC64NVME = checksumCRC64NVME
            self.checksumSHA1 = checksumSHA1
            self.checksumSHA256 = checksumSHA256
            self.checksumType = checksumType
        }
    }
}
