// SPDX-License-Identifier: Apache-2.0

/// Deletes up to 1,000 objects.
public struct DeleteObjects: AWSOperation, Hashable {
    /// Simple Storage Service.
    public static let service = AWSService.s3
    /// Where its parts go.
    public static let route = Route(
        .post,
        "/{Bucket}?delete",
        payload: "Delete",
        payloadElement: "Delete",
        answerElement: "DeleteResult"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The bucket.
    public var bucket: String
    /// The objects to delete.
    public var delete: ObjectsToDelete

    /// Makes the operation.
    public init(bucket: String, delete: ObjectsToDelete) {
        self.bucket = bucket
        self.delete = delete
    }

    /// What the service answers.
    public struct Output: Codable, Hashable, Sendable {
        /// What was deleted.
        public var deleted: [DeletedObject]?
        /// What was not deleted, and why.
        public var errors: [ObjectError]?

        /// Makes an answer from its parts.
        public init(deleted: [DeletedObject]? = nil, errors: [ObjectError]? = nil) {
            self.deleted = deleted
            self.errors = errors
        }
    }
}
