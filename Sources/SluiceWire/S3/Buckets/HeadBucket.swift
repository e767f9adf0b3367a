// SPDX-License-Identifier: Apache-2.0

/// Asks whether a bucket is there.
public struct HeadBucket: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .head,
        "/{Bucket}",
        answerHeaders: ["x-amz-bucket-region": "BucketRegion"]
    )
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
        /// The region of the bucket.
        public var bucketRegion: String?

        /// Makes an answer from its parts.
        public init(bucketRegion: String? = nil) {
            self.bucketRegion = bucketRegion
        }
    }
}
