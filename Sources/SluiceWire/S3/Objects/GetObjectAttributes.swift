// SPDX-License-Identifier: Apache-2.0

/// Reads chosen facts of an object.
public struct GetObjectAttributes: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/{Bucket}/{Key+}?attributes",
        query: ["versionId": "VersionId"],
        headers: [
            "x-amz-max-parts": "MaxParts",
            "x-amz-object-attributes": "ObjectAttributes",
            "x-amz-part-number-marker": "PartNumberMarker",
        ],
        headerLists: ["x-amz-object-attributes"],
        answerHeaders: ["Last-Modified": "LastModified"],
        answerElement: "GetObjectAttributesResponse"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The object's key.
    public var key: String
    /// The version; there is one.
    public var versionId: String?
    /// The most parts of an answer.
    public var maxParts: Int?
    /// The part behind which the answer begins.
    public var partNumberMarker: Int?
    /// What is asked for.
    public var objectAttributes: [String]

    /// Makes the operation.
    public init(
        bucket: String,
        key: String,
        versionId: String? = nil,
        maxParts: Int? = nil,
        partNumberMarker: Int? = nil,
        objectAttributes: [String] = []
    ) {
        self.bucket = bucket
        self.key = key
        self.versionId = versionId
        self.maxParts = maxParts
        self.partNumberMarker = partNumberMarker
        self.objectAttributes = objectAttributes
    }

    /// What was asked for.
    public struct Output: Codable, Hashable, Sendable {
        /// When it was written.
        public var lastModified: WireTimestamp?
        /// The entity tag, without quotes.
        public var eTag: String?
        /// The checksum that is kept.
        public var checksum: ObjectChecksumFacts?
        /// How many parts it was made of.
        public var objectParts: ObjectPartsFacts?
        /// `STANDARD`.
        public var storageClass: String?
        /// How many bytes it has.
        public var objectSize: Int64?

        /// Makes an answer from its parts.
        public init(
            lastModified: WireTimestamp? = nil,
            eTag: String? = nil,
            checksum: ObjectChecksumFacts? = nil,
            objectParts: ObjectPartsFacts? = nil,
            storageClass: String? = nil,
            objectSize: Int64? = nil
        ) {
            self.lastModified = lastModified
            self.eTag = eTag
            self.checksum = checksum
            self.objectParts = objectParts
            self.storageClass = storageClass
            self.objectSize = objectSize
        }
    }
}
