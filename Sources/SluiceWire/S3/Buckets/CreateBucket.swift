// SPDX-License-Identifier: Apache-2.0

/// Makes a bucket.
public struct CreateBucket: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .put,
        "/{Bucket}",
        payload: "CreateBucketConfiguration",
        payloadElement: "CreateBucketConfiguration",
        answerHeaders: ["Location": "Location"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The bucket.
    public var bucket: String
    /// Where the bucket is to be.
    public var createBucketConfiguration: CreateBucketConfiguration?

    /// Makes the operation.
    public init(bucket: String, createBucketConfiguration: CreateBucketConfiguration? = nil) {
        self.bucket = bucket
        self.createBucketConfiguration = createBucketConfiguration
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// Where the bucket is.
        public var location: String?

        /// Makes an answer from its parts.
        public init(location: String? = nil) {
            self.location = location
        }
    }
}
