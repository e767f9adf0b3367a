// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension S3Model {
    /// Reads the tags of a bucket.
    ///
    /// - Throws: 404 `NoSuchBucket`, and `NoSuchTagSet` when there are none.
    public func tags(_ operation: GetBucketTagging) throws(AWSFailure) -> GetBucketTagging.Output {
        let tags = try bucket(operation.bucket).tags
        guard !tags.isEmpty else {
            throw AWSFailure(
                code: "NoSuchTagSet",
                message: "The TagSet does not exist",
                status: 404
            )
        }
        return GetBucketTagging.Output(tagSet: Self.list(tags))
    }

    /// Replaces the tags of a bucket.
    public mutating func tag(_ operation: PutBucketTagging) throws(AWSFailure) -> EmptyAnswer {
        var bucket = try bucket(operation.bucket)
        bucket.tags = try Self.dictionary(operation.tagging, max: Limits.tagsMax)
        buckets[bucket.name] = bucket
        return EmptyAnswer()
    }

    /// Removes the tags of a bucket.
    public mutating func untag(_ operation: DeleteBucketTagging) throws(AWSFailure) -> EmptyAnswer {
        var bucket = try bucket(operation.bucket)
        bucket.tags = [:]
        buckets[bucket.name] = bucket
        return EmptyAnswer()
    }

    /// Reads the tags of an object.
    public func tags(_ operation: GetObjectTagging) throws(AWSFailure) -> GetObjectTagging.Output {
        let object = try object(operation.bucket, operation.key)
        return GetObjectTagging.Output(tagSet: Self.list(object.headers.tags))
    }

    /// Replaces the tags of an object.
    public mutating func tag(_ operation: PutObjectTagging) throws(AWSFailure) -> EmptyAnswer {
        var object = try object(operation.bucket, operation.key)
        object.headers.tags = try Self.dictionary(operation.tagging, max: Limits.objectTagsMax)
        objects[object.id] = object
        return EmptyAnswer()
    }

    /// Removes the tags of an object.
    public mutating func untag(_ operation: DeleteObjectTagging) throws(AWSFailure) -> EmptyAnswer {
        var object = try object(operation.bucket, operation.key)
        object.headers.tags = [:]
        objects[object.id] = object
        return EmptyAnswer()
    }

    private static func list(_ tags: [String: String]) -> [S3Tag] {
        tags.sorted { $0.key < $1.key }.map { S3Tag(key: $0.key, value: $0.value) }
    }

    private static func dictionary(
        _ tagging: S3Tagging,
        max: Int
    ) throws(AWSFailure) -> [String: String] {
        guard tagging.tagSet.count <= max else {
            throw AWSFailure(
                code: "BadRequest",
                message: "Object tags cannot be greater than \(max)",
                status: 400
            )
        }
        var tags: [String: String] = [:]
        for tag in tagging.tagSet where tags.updateValue(tag.value, forKey: tag.key) != nil {
            throw AWSFailure(
                code: "InvalidTag",
                message: "Cannot provide multiple Tags with the same key",
                status: 400
            )
        }
        return tags
    }
}
