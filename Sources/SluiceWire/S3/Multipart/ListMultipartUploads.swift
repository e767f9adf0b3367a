// SPDX-License-Identifier: Apache-2.0

/// Lists the uploads that are neither complete nor aborted.
public struct ListMultipartUploads: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/{Bucket}?uploads",
        query: [
            "prefix": "Prefix",
            "delimiter": "Delimiter",
            "encoding-type": "EncodingType",
            "key-marker": "KeyMarker",
            "upload-id-marker": "UploadIdMarker",
            "max-uploads": "MaxUploads",
        ],
        answerElement: "ListMultipartUploadsResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// Only keys that begin so.
    public var prefix: String?
    /// Keys that are alike up to this are listed as one prefix.
    public var delimiter: String?
    /// `url` asks for percent-encoded keys.
    public var encodingType: String?
    /// Where an earlier answer ended.
    public var keyMarker: String?
    /// Where an earlier answer ended.
    public var uploadIdMarker: String?
    /// The most uploads of an answer.
    public var maxUploads: Int?

    /// Makes the operation.
    public init(
        bucket: String,
        prefix: String? = nil,
        delimiter: String? = nil,
        encodingType: String? = nil,
        keyMarker: String? = nil,
        uploadIdMarker: String? = nil,
        maxUploads: Int? = nil
    ) {
        self.bucket = bucket
        self.prefix = prefix
        self.delimiter = delimiter
        self.encodingType = encodingType
        self.keyMarker = keyMarker
        self.uploadIdMarker = uploadIdMarker
        self.maxUploads = maxUploads
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The bucket.
        public var bucket: String?
        /// Where an earlier answer ended.
        public var keyMarker: String?
        /// Where an earlier answer ended.
        public var uploadIdMarker: String?
        /// Where to go on.
        public var nextKeyMarker: String?
        /// Where to go on.
        public var nextUploadIdMarker: String?
        /// The most uploads of an answer.
        public var maxUploads: Int?
        /// Whether there are more.
        public var isTruncated: Bool?
        /// The uploads that are neither complete nor aborted.
        public var uploads: [MultipartUpload]?
        /// Only keys that begin so.
        public var prefix: String?

        /// Makes an answer from its parts.
        public init(
            bucket: String? = nil,
            keyMarker: String? = nil,
            uploadIdMarker: String? = nil,
            nextKeyMarker: String? = nil,
            nextUploadIdMarker: String? = nil,
            maxUploads: Int? = nil,
            isTruncated: Bool? = nil,
            uploads: [MultipartUpload]? = nil,
            prefix: String? = nil
        ) {
            self.bucket = bucket
            self.keyMarker = keyMarker
            self.uploadIdMarker = uploadIdMarker
            self.nextKeyMarker = nextKeyMarker
            self.nextUploadIdMarker = nextUploadIdMarker
            self.maxUploads = maxUploads
            self.isTruncated = isTruncated
            self.uploads = uploads
            self.prefix = prefix
        }
    }
}
