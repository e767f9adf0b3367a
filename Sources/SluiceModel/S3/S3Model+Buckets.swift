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
                    status: 409
                )
            }
        } else {
            buckets[name] = BucketRecord(name: name, region: region, created: now)
        }
        return CreateBucket.Output(location: "/\(name)")
    }

    /// Says that a bucket is there.
    public func head(_ operation: HeadBucket) throws(AWSFailure) -> HeadBucket.Output {
        HeadBucket.Output(bucketRegion: try bucket(operation.bucket).region)
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
