// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

extension S3Model {
    /// Refuses a write whose bucket is not there or whose condition does not hold.
    ///
    /// - Throws: 404 `NoSuchBucket`; 412 `PreconditionFailed`; 404 `NoSuchKey` where an object that
    ///   must match is not there.
    public func check(
        bucket: String,
        key: String,
        ifMatch: String?,
        ifNoneMatch: String?
    ) throws(AWSFailure) {
        try self.bucket(bucket)
        if key.utf8.count > Limits.objectKeyBytesMax {
            throw AWSFailure(
                code: "KeyTooLongError",
                message: "Your key is too long",
                status: 400
            )
        }
        let object = objects[ObjectRecord.id(bucket, key)]
        if let ifNoneMatch {
            guard ifNoneMatch == "*" else {
                throw AWSFailure(
                    code: "NotImplemented",
                    message: "A header you provided implies functionality that is not implemented",
                    status: 501
                )
            }
            if object != nil { throw .preconditionFailed("If-None-Match") }
        }
        if let ifMatch {
            guard let object else { throw .noSuchKey(key) }
            guard Self.matches(ifMatch, object) else { throw .preconditionFailed("If-Match") }
        }
    }

    /// Writes an object whose bytes are kept already.
    ///
    /// - Throws: As `check` does.
    public mutating func put(
        _ operation: PutObject,
        _ content: ObjectContent,
        _ checksum: ObjectChecksum?,
        at now: Timestamp
    ) throws(AWSFailure) -> PutObject.Output {
        try check(
            bucket: operation.bucket,
            key: operation.key,
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch
        )
        let record = ObjectRecord(
            bucket: operation.bucket,
            key: operation.key,
            pieces: [content],
            tag: content.md5,
            modified: now,
            headers: try ObjectHeaders(operation),
            checksum: checksum
        )
        objects[record.id] = record
        return PutObject.Output(
            eTag: record.eTag,
            checksumCRC32: checksum?.value(of: .crc32),
            checksumCRC32C: checksum?.value(of: .crc32c),
            checksumCRC64NVME: checksum?.value(of: .crc64nvme),
            checksumSHA1: checksum?.value(of: .sha1),
            checksumSHA256: checksum?.value(of: .sha256),
            checksumType: checksum?.type
        )
    }

    /// Deletes an object; one that is not there is no fault.
    ///
    /// - Throws: 404 `NoSuchBucket`; 412 when the condition does not hold.
    public mutating func delete(_ operation: DeleteObject) throws(AWSFailure) -> EmptyAnswer {
        try bucket(operation.bucket)
        let id = ObjectRecord.id(operation.bucket, operation.key)
        if let ifMatch = operation.ifMatch {
            guard let object = objects[id], Self.matches(ifMatch, object) else {
                throw .preconditionFailed("If-Match")
            }
        }
        if objects[id] != nil { objects[id] = nil }
        return EmptyAnswer()
    }

    /// Whether one of the entity tags is the object's; `*` is that of any.
    static func matches(_ tags: String, _ object: ObjectRecord) -> Bool {
        tags.split(separator: ",").contains { tag in
            let bare = tag.filter { $0 != " " && $0 != "\"" }
            return bare == "*" || bare == object.tag || bare == "W/\(object.tag)"
        }
    }
}

extension ObjectHeaders {
    init(_ operation: PutObject) throws(AWSFailure) {
        self.init()
        contentType = operation.contentType
        cacheControl = operation.cacheControl
        contentDisposition = operation.contentDisposition
        contentEncoding = operation.contentEncoding
        contentLanguage = operation.contentLanguage
        expires = operation.expires
        metadata = operation.metadata ?? [:]
        tags = try Self.tags(operation.tagging)
        try requireSmall()
    }

    /// What the owner writes to an object has a bound, as S3 has it.
    func requireSmall() throws(AWSFailure) {
        let bytes = metadata.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard bytes <= Limits.objectMetadataBytesMax else {
            throw AWSFailure(
                code: "MetadataTooLarge",
                message: "Your metadata headers exceed the maximum allowed metadata size",
                status: 400
            )
        }
    }

    /// Tags in the form of a query.
    static func tags(_ text: String?) throws(AWSFailure) -> [String: String] {
        var tags: [String: String] = [:]
        for field in (text ?? "").split(separator: "&") {
            let parts = field.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            let name = PercentCoding.decode(parts[0], plusIsSpace: true)
            guard tags[name] == nil else {
                throw .s3Argument(
                    "The header 'x-amz-tagging' shall be encoded as UTF-8 then "
                        + "URLEncoded URL query parameters without tag name duplicates."
                )
            }
            tags[name] =
                parts.count == 2 ? PercentCoding.decode(parts[1], plusIsSpace: true) : ""
        }
        return tags
    }
}
