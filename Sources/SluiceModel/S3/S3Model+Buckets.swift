// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

extension S3Model {
    /// Makes a bucket.
    ///
    /// - Throws: 400 for a name that no bucket may have; 409 when it is there already, but in
    ///   us-east-1, where S3 takes the second call for the first.
    public mutating func create(
        _ operation: CreateBucket,
        at now: Timestamp
    ) throws(AWSFailure) -> CreateBucket.Output {
        let name = operation.bucket
        guard Self.isBucketName(name) else {
            throw AWSFailure(
                code: "InvalidBucketName",
                message: "The specified bucket is not valid.",
                status: 400
            )
        }
        let region = operation.createBucketConfiguration?.locationConstraint ?? "us-east-1"
        if buckets[name] != nil {
            guard region == "us-east-1" else {
                throw AWSFailure(
                    code: "BucketAlreadyOwnedByYou",
                    message: "Your previous request to create the named bucket succeeded and you "
                        + "already own it.",
                    status: 409,
                    reason: name
                )
            }
        } else {
            buckets[name] = BucketRecord(name: name, region: region, created: now)
        }
        // Elsewhere than in the first region S3 says a whole address.
        return CreateBucket.Output(
            location: region == "us-east-1" ? "/\(name)" : "http://\(name).s3.amazonaws.com/"
        )
    }

    /// Says that a bucket is there.
    public func head(_ operation: HeadBucket) throws(AWSFailure) -> HeadBucket.Output {
        HeadBucket.Output(bucketRegion: try bucket(operation.bucket).region)
    }

    /// Lists the buckets by name.
    ///
    /// - Throws: 400 `InvalidArgument` for a page of no size.
    public func list(_ operation: ListBuckets) throws(AWSFailure) -> ListBuckets.Output {
        let most = operation.maxBuckets ?? Limits.bucketPageMax
        guard (1...Limits.bucketPageMax).contains(most) else {
            throw .s3Argument(
                "Argument max-buckets must be an integer between 1 and \(Limits.bucketPageMax)"
            )
        }
        let all = buckets.sorted.filter { bucket in
            bucket.name.hasPrefix(operation.prefix ?? "")
                && bucket.name > operation.continuationToken ?? ""
                && bucket.region == operation.bucketRegion ?? bucket.region
        }
        let page = all.prefix(most)
        return ListBuckets.Output(
            buckets: page.map {
                S3Bucket(
                    name: $0.name,
                    creationDate: WireTimestamp($0.created),
                    bucketRegion: $0.region
                )
            },
            owner: S3Owner(displayName: "sluice"),
            continuationToken: all.count > most ? page.last?.name : nil,
            prefix: operation.prefix
        )
    }

    /// Deletes a bucket that is empty.
    ///
    /// - Throws: 404 `NoSuchBucket`; 409 `BucketNotEmpty`.
    public mutating func delete(_ operation: DeleteBucket) throws(AWSFailure) -> EmptyAnswer {
        try bucket(operation.bucket)
        guard objects(in: operation.bucket, prefix: "").isEmpty else {
            throw AWSFailure(
                code: "BucketNotEmpty",
                message: "The bucket you tried to delete is not empty",
                status: 409,
                reason: operation.bucket
            )
        }
        for upload in uploads.sorted where upload.bucket == operation.bucket {
            _ = try abort(
                AbortMultipartUpload(
                    bucket: upload.bucket,
                    key: upload.key,
                    uploadId: upload.id
                )
            )
        }
        buckets[operation.bucket] = nil
        return EmptyAnswer()
    }

    /// Says where a bucket is; nothing means us-east-1.
    public func location(
        _ operation: GetBucketLocation
    ) throws(AWSFailure) -> GetBucketLocation.Output {
        let region = try bucket(operation.bucket).region
        return GetBucketLocation.Output(locationConstraint: region == "us-east-1" ? nil : region)
    }

    /// 3 to 63 small letters, digits, dots and hyphens, beginning and ending with letter or digit.
    static func isBucketName(_ name: String) -> Bool {
        let units = Array(name.utf8)
        guard (3...63).contains(units.count), let first = units.first, let last = units.last else {
            return false
        }
        func isPlain(_ unit: UInt8) -> Bool {
            (97...122).contains(unit) || (48...57).contains(unit)
        }
        let marks: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: "-")]
        return isPlain(first) && isPlain(last) && !name.contains("..")
            && units.allSatisfy { isPlain($0) || marks.contains($0) }
    }
}
