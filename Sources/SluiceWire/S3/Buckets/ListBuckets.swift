// SPDX-License-Identifier: Apache-2.0

/// Lists the buckets.
public struct ListBuckets: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/",
        query: [
            "bucket-region": "BucketRegion",
            "continuation-token": "ContinuationToken",
            "max-buckets": "MaxBuckets",
            "prefix": "Prefix",
        ],
        answerElement: "ListAllMyBucketsResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The most buckets of an answer.
    public var maxBuckets: Int?
    /// Where to go on.
    public var continuationToken: String?
    /// How their names begin.
    public var prefix: String?
    /// Their region.
    public var bucketRegion: String?

    /// Makes the operation.
    public init(
        maxBuckets: Int? = nil,
        continuationToken: String? = nil,
        prefix: String? = nil,
        bucketRegion: String? = nil
    ) {
        self.maxBuckets = maxBuckets
        self.continuationToken = continuationToken
        self.prefix = prefix
        self.bucketRegion = bucketRegion
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The buckets, by name.
        public var buckets: [S3Bucket]?
        /// Who owns them.
        public var owner: S3Owner?
        /// Where the next page begins; `nil` at the end.
        public var continuationToken: String?
        /// How their names begin.
        public var prefix: String?

        /// Makes an answer from its parts.
        public init(
            buckets: [S3Bucket]? = nil,
            owner: S3Owner? = nil,
            continuationToken: String? = nil,
            prefix: String? = nil
        ) {
            self.buckets = buckets
            self.owner = owner
            self.continuationToken = continuationToken
            self.prefix = prefix
        }
    }
}
