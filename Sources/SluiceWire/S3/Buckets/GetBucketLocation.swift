// SPDX-License-Identifier: Apache-2.0

/// Says where a bucket is.
public struct GetBucketLocation: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .get,
        "/{Bucket}?location",
        answerElement: "LocationConstraint"
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
        /// The region; absent in us-east-1.
        public var locationConstraint: String?

        /// Makes an answer from its parts.
        public init(locationConstraint: String? = nil) {
            self.locationConstraint = locationConstraint
        }
    }
}
