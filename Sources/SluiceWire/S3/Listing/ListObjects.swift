// SPDX-License-Identifier: Apache-2.0

/// Lists objects as S3 first did.
public struct ListObjects: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/{Bucket}",
        query: [
            "delimiter": "Delimiter",
            "encoding-type": "EncodingType",
            "marker": "Marker",
            "max-keys": "MaxKeys",
            "prefix": "Prefix",
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
    /// Where an earlier answer ended.
    public var marker: String?
    /// The most keys and prefixes of an answer.
    public var maxKeys: Int?
    /// Only keys that begin so.
    public var prefix: String?

    /// Makes the operation.
    public init(
        bucket: String,
        delimiter: String? = nil,
        encodingType: String? = nil,
        marker: String? = nil,
        maxKeys: Int? = nil,
        prefix: String? = nil
    ) {
        self.bucket = bucket
        self.delimiter = delimiter
        self.encodingType = encodingType
        self.marker = marker
        self.maxKeys = maxKeys
        self.prefix = prefix
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// Whether there are more.
        public var isTruncated: Bool?
        /// Where an earlier answer ended.
        public var marker: String?
        /// Where to go on; absent at the end.
        public var nextMarker: String?
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

        /// Makes an answer from its parts.
        public init(
            isTruncated: Bool? = nil,
            marker: String? = nil,
            nextMarker: String? = nil,
            contents: [S3Object]? = nil,
            name: String? = nil,
            prefix: String? = nil,
            delimiter: String? = nil,
            maxKeys: Int? = nil,
            commonPrefixes: [CommonPrefix]? = nil,
            encodingType: String? = nil
        ) {
            self.isTruncated = isTruncated
            self.marker = marker
            self.nextMarker = nextMarker
            self.contents = contents
            self.name = name
            self.prefix = prefix
            self.delimiter = delimiter
            self.maxKeys = maxKeys
            self.commonPrefixes = commonPrefixes
            self.encodingType = encodingType
        }
    }
}
