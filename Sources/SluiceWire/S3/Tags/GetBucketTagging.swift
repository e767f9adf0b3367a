// SPDX-License-Identifier: Apache-2.0

/// Reads the tags of a bucket.
public struct GetBucketTagging: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(.get, "/{Bucket}?tagging", answerElement: "Tagging")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String

    /// Makes the operation.
    public init(bucket: String) {
        self.bucket = bucket
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The tags.
        public var tagSet: [S3Tag]

        /// Makes an answer from its parts.
        public init(tagSet: [S3Tag]) {
            self.tagSet = tagSet
        }
    }
}
