// SPDX-License-Identifier: Apache-2.0

/// Lists the versions of objects: each has one.
public struct ListObjectVersions: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/{Bucket}?versions",
        query: [
            "delimiter": "Delimiter",
            "encoding-type": "EncodingType",
            "key-marker": "KeyMarker",
            "max-keys": "MaxKeys",
            "prefix": "Prefix",
            "version-id-marker": "VersionIdMarker",
        ],
        answerElement: "ListVersionsResult"
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
    public var keyMarker: String?
    /// The most keys and prefixes of an answer.
    public var maxKeys: Int?
    /// Only keys that begin so.
    public var prefix: String?
    /// Where an earlier answer ended.
    public var versionIdMarker: String?

    /// Makes the operation.
    public init(
        bucket: String,
        delimiter: String? = nil,
        encodingType: String? = nil,
        keyMarker: String? = nil,
        maxKeys: Int? = nil,
        prefix: String? = nil,
        versionIdMarker: String? = nil
    ) {
        self.bucket = bucket
        self.delimiter = delimiter
        self.encodingType = encodingType
        self.keyMarker = keyMarker
        self.maxKeys = maxKeys
        self.prefix = prefix
        self.versionIdMarker = versionIdMarker
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// Whether there are more.
        public var isTruncated: Bool?
        /// Where an earlier answer ended.
        public var keyMarker: String?
        /// Where an earlier answer ended.
        public var versionIdMarker: String?
        /// Where to go on.
        public var nextKeyMarker: String?
        /// Where to go on.
        public var nextVersionIdMarker: String?
        /// The versions: one of each object.
        public var versions: [ObjectVersion]?
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
            keyMarker: String? = nil,
            versionIdMarker: String? = nil,
            nextKeyMarker: String? = nil,
            nextVersionIdMarker: String? = nil,
            versions: [ObjectVersion]? = nil,
            name: String? = nil,
            prefix: String? = nil,
            delimiter: String? = nil,
            maxKeys: Int? = nil,
            commonPrefixes: [CommonPrefix]? = nil,
            encodingType: String? = nil
        ) {
            self.isTruncated = isTruncated
            self.keyMarker = keyMarker
            self.versionIdMarker = versionIdMarker
            self.nextKeyMarker = nextKeyMarker
            self.nextVersionIdMarker = nextVersionIdMarker
            self.versions = versions
            self.name = name
            self.prefix = prefix
            self.delimiter = delimiter
            self.maxKeys = maxKeys
            self.commonPrefixes = commonPrefixes
            self.encodingType = encodingType
        }
    }
}
