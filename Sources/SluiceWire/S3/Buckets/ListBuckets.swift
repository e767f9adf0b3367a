// SPDX-License-Identifier: Apache-2.0

/// Lists the buckets.
public struct ListBuckets: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(.get, "/", answerElement: "ListAllMyBucketsResult")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Makes the operation.
    public init() {}

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The buckets, by name.
        public var buckets: [S3Bucket]?
        /// Who owns them.
        public var owner: S3Owner?

        /// Makes an answer from its parts.
        public init(buckets: [S3Bucket]? = nil, owner: S3Owner? = nil) {
            self.buckets = buckets
            self.owner = owner
        }
    }
}
