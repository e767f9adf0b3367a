// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// S3 in one account and region, as a value: buckets and objects without their bytes.
///
/// It has no clock and keeps no bytes: a call brings the time, and a reference to bytes that
/// somebody else keeps. So the engine can serve it from files and a simulation from an array:
///
/// ```swift
/// let output = try s3.put(PutObject(bucket: "journal", key: "1"), content, checksum, at: now)
/// ```
public struct S3Model: Sendable {
    /// For example `us-east-1`.
    public let region: String
    /// The buckets by name.
    public var buckets = Shelf<BucketRecord>("bucket")
    /// The objects by bucket and key.
    public var objects = Shelf<ObjectRecord>("object")
    /// Uploads in parts that are neither complete nor aborted, by id.
    public var uploads = Shelf<UploadRecord>("upload")
    /// Their parts, by upload and number.
    public var parts = Shelf<PartRecord>("part")

    /// Makes S3 without a bucket.
    public init(region: String = "us-east-1") { self.region = region }

    /// Takes what changed as kept.
    public mutating func settle() {
        buckets.settle()
        objects.settle()
        uploads.settle()
        parts.settle()
    }

    /// Takes back what changed and is not kept.
    public mutating func revert() {
        buckets.revert()
        objects.revert()
        uploads.revert()
        parts.revert()
    }

    /// The bucket of this name.
    ///
    /// - Throws: 404 `NoSuchBucket`.
    @discardableResult
    public func bucket(_ name: String) throws(AWSFailure) -> BucketRecord {
        guard let bucket = buckets[name] else { throw .noSuchBucket(name) }
        return bucket
    }

    /// The object of this key.
    ///
    /// - Throws: 404 `NoSuchBucket` or `NoSuchKey`.
    public func object(_ bucket: String, _ key: String) throws(AWSFailure) -> ObjectRecord {
        try self.bucket(bucket)
        guard let object = objects[ObjectRecord.id(bucket, key)] else {
            throw .noSuchKey(key)
        }
        return object
    }

    /// The objects of a bucket in the order of their keys' bytes.
    func objects(in bucket: String, prefix: String) -> [ObjectRecord] {
        let start = ObjectRecord.id(bucket, prefix)
        return objects.records.filter { $0.key.utf8.starts(with: start.utf8) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    }
}
