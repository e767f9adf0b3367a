// SPDX-License-Identifier: Apache-2.0

/// Sends a part; one of the same number is replaced.
public struct UploadPart: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .put,
        "/{Bucket}/{Key+}",
        query: ["partNumber": "PartNumber", "uploadId": "UploadId"],
        needs: ["partNumber", "uploadId"],
        headers: [
            "Content-MD5": "ContentMD5",
            "x-amz-sdk-checksum-algorithm": "ChecksumAlgorithm",
            "x-amz-checksum-crc32": "ChecksumCRC32",
            "x-amz-checksum-crc32c": "ChecksumCRC32C",
            "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
            "x-amz-checksum-sha1": "ChecksumSHA1",
            "x-amz-checksum-sha256": "ChecksumSHA256",
        ],
        payload: "Body",
        answerHeaders: [
            "ETag": "ETag",
            "x-amz-checksum-crc32": "ChecksumCRC32",
            "x-amz-checksum-crc32c": "ChecksumCRC32C",
            "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
            "x-amz-checksum-sha1": "ChecksumSHA1",
            "x-amz-checksum-sha256": "ChecksumSHA256",
        ]
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
    /// The object's bytes.
    public var body: Blob?
    /// The MD5 of the body in base64, which is checked.
    public var contentMD5: String?
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

    /// Makes the operation.
    public init(
        bucket: String,
        key: String,
        partNumber: Int,
        uploadId: String,
        body: Blob? = nil,
        contentMD5: String? = nil,
        checksumAlgorithm: String? = nil,
        checksumCRC32: String? = nil,
        checksumCRC32C: String? = nil,
        checksumCRC64NVME: String? = nil,
        checksumSHA1: String? = nil,
        checksumSHA256: String? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.partNumber = partNumber
        self.uploadId = uploadId
        self.body = body
        self.contentMD5 = contentMD5
        self.checksumAlgorithm = checksumAlgorithm
        self.checksumCRC32 = checksumCRC32
        self.checksumCRC32C = checksumCRC32C
        self.checksumCRC64NVME = checksumCRC64NVME
        self.checksumSHA1 = checksumSHA1
        self.checksumSHA256 = checksumSHA256
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

        /// Makes an answer from its parts.
        public init(
            eTag: String? = nil,
            checksumCRC32: String? = nil,
            checksumCRC32C: String? = nil,
            checksumCRC64NVME: String? = nil,
            checksumSHA1: String? = nil,
            checksumSHA256: String? = nil
        ) {
            self.eTag = eTag
            self.checksumCRC32 = checksumCRC32
            self.checksumCRC32C = checksumCRC32C
            self.checksumCRC64NVME = checksumCRC64NVME
            self.checksumSHA1 = checksumSHA1
            self.checksumSHA256 = checksumSHA256
        }
    }
}
