// SPDX-License-Identifier: Apache-2.0

/// Lists the parts that were sent.
public struct ListParts: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/{Bucket}/{Key+}",
        query: [
            "uploadId": "UploadId",
            "max-parts": "MaxParts",
            "part-number-marker": "PartNumberMarker",
        ],
        needs: ["uploadId"],
        answerElement: "ListPartsResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// The upload.
    public var uploadId: String
    /// The most parts of an answer.
    public var maxParts: Int?
    /// The part behind which the answer begins.
    public var partNumberMarker: Int?

    /// Makes the operation.
    public init(
        bucket: String,
        key: String,
        uploadId: String,
        maxParts: Int? = nil,
        partNumberMarker: Int? = nil
    ) {
        self.bucket = bucket
        self.key = key
        self.uploadId = uploadId
        self.maxParts = maxParts
        self.partNumberMarker = partNumberMarker
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The bucket.
        public var bucket: String?
        /// The object's key.
        public var key: String?
        /// The upload.
        public var uploadId: String?
        /// The part behind which the answer begins.
        public var partNumberMarker: Int?
        /// Where to go on.
        public var nextPartNumberMarker: Int?
        /// The most parts of an answer.
        public var maxParts: Int?
        /// Whether there are more.
        public var isTruncated: Bool?
        /// The parts, in order.
        public var parts: [UploadedPart]?
        /// `STANDARD` where none is said.
        public var storageClass: String?

        /// Makes an answer from its parts.
        public init(
            bucket: String? = nil,
            key: String? = nil,
            uploadId: String? = nil,
            partNumberMarker: Int? = nil,
            nextPartNumberMarker: Int? = nil,
            maxParts: Int? = nil,
            isTruncated: Bool? = nil,
            parts: [UploadedPart]? = nil,
            storageClass: String? = nil
        ) {
            self.bucket = bucket
            self.key = key
            self.uploadId = uploadId
            self.partNumberMarker = partNumberMarker
            self.nextPartNumberMarker = nextPartNumberMarker
            self.maxParts = maxParts
            self.isTruncated = isTruncated
            self.parts = parts
            self.storageClass = storageClass
        }
    }
}
