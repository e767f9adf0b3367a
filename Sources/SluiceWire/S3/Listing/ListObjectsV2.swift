// SPDX-License-Identifier: Apache-2.0

/// Lists the objects of a bucket in the order of their keys, a page at a time.
public struct ListObjectsV2: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/{Bucket}?list-type=2",
        query: [
            "delimiter": "Delimiter",
            "encoding-type": "EncodingType",
            "max-keys": "MaxKeys",
            "prefix": "Prefix",
            "continuation-token": "ContinuationToken",
            "fetch-owner": "FetchOwner",
            "start-after": "StartAfter",
        ],
        answerElement: "ListBucketResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// Keys that are alike up to this are listed as one prefix.
    public var delimiter: String?
    /// `url` asks for percent-encoded keys.
    public var encodingType: String?
    /// The most keys and prefixes of an answer.
    public var maxKeys: Int?
    /// Only keys that begin so.
    public var prefix: String?
    /// Where an earlier answer ended.
    public var continuationToken: String?
    /// Whether owners are asked for.
    public var fetchOwner: Bool?
    /// Only keys behind this one.
    public var startAfter: String?

    /// Makes the operation.
    public init(
        bucket: String,
        delimiter: String? = nil,
        encodingType: String? = nil,
        maxKeys: Int? = nil,
        prefix: String? = nil,
        continuationToken: String? = nil,
        fetchOwner: Bool? = nil,
        startAfter: String? = nil
    ) {
        self.bucket = bucket
        self.delimiter = delimiter
        self.encodingType = encodingType
        self.maxKeys = maxKeys
        self.prefix = prefix
        self.continuationToken = continuationToken
        self.fetchOwner = fetchOwner
        self.startAfter = startAfter
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// Whether there are more.
        public var isTruncated: Bool?
        /// The objects, in the order of their keys.
        public var contents: [S3Object]?
        /// The name.
        public var name: String?
        /// Only keys that begin so.
        public var prefix: String?
        /// Keys that are alike up to this are listed as one prefix.
        public var delimiter: String?
        /// The most keys and prefixes of an answer.
        public var maxKeys: Int?
        /// Prefixes that stand for several keys.
        public var commonPrefixes: [CommonPrefix]?
        /// `url` asks for percent-encoded keys.
        public var encodingType: String?
        /// How many keys and prefixes are in the answer.
        public var keyCount: Int?
        /// Where an earlier answer ended.
        public var continuationToken: String?
        /// Where to go on; absent at the end.
        public var nextContinuationToken: String?
        /// Only keys behind this one.
        public var startAfter: String?

        /// Makes an answer from its parts.
        public init(
            isTruncated: Bool? = nil,
            contents: [S3Object]? = nil,
            name: String? = nil,
            prefix: String? = nil,
            delimiter: String? = nil,
            maxKeys: Int? = nil,
            commonPrefixes: [CommonPrefix]? = nil,
            encodingType: String? = nil,
            keyCount: Int? = nil,
            continuationToken: String? = nil,
            nextContinuationToken: String? = nil,
            startAfter: String? = nil
        ) {
            self.isTruncated = isTruncated
            self.contents = contents
            self.name = name
            self.prefix = prefix
            self.delimiter = delimiter
            self.maxKeys = maxKeys
            self.commonPrefixes = commonPrefixes
            self.encodingType = encodingType
            self.keyCount = keyCount
            self.continuationToken = continuationToken
            self.nextContinuationToken = nextContinuationToken
            self.startAfter = startAfter
        }
    }
}
