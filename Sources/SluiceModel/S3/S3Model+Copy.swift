// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

extension S3Model {
    /// The object that a call wants copied.
    ///
    /// - Throws: 404 when it is not there; 412 when a condition does not hold.
    public func source(
        _ text: String,
        ifMatch: String?,
        ifNoneMatch: String?
    ) throws(AWSFailure) -> ObjectRecord {
        var path = Substring(text.prefix { $0 != "?" })
        if path.hasPrefix("/") { path = path.dropFirst() }
        let decoded = PercentCoding.decode(path)
        guard let slash = decoded.firstIndex(of: "/") else {
            throw .s3Argument(
                "Copy Source must mention the source bucket and key: /sourcebucket/sourcekey"
            )
        }
        let key = decoded[decoded.index(after: slash)...]
        let object = try object(String(decoded[..<slash]), String(key))
        if let ifMatch, !Self.matches(ifMatch, object) {
            throw .preconditionFailed("x-amz-copy-source-If-Match")
        }
        if let ifNoneMatch, Self.matches(ifNoneMatch, object) {
            throw .preconditionFailed("x-amz-copy-source-If-None-Match")
        }
        return object
    }

    /// Makes an object of another; both have the same bytes, which are kept once.
    ///
    /// - Throws: As `source` and `check` do; 400 for a copy onto itself that changes nothing.
    public mutating func copy(
        _ operation: CopyObject,
        at now: Timestamp
    ) throws(AWSFailure) -> CopyObject.Output {
        let source = try source(
            operation.copySource,
            ifMatch: operation.copySourceIfMatch,
            ifNoneMatch: operation.copySourceIfNoneMatch
        )
        try check(
            bucket: operation.bucket,
            key: operation.key,
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch
        )
        let isReplacing = operation.metadataDirective == "REPLACE"
        if source.bucket == operation.bucket, source.key == operation.key, !isReplacing {
            throw AWSFailure(
                code: "InvalidRequest",
                message: "This copy request is illegal because it is trying to copy an object to "
                    + "itself without changing the object's metadata, storage class, website "
                    + "redirect location or encryption attributes.",
                status: 400
            )
        }
        var headers = source.headers
        if isReplacing {
            headers = ObjectHeaders()
            headers.contentType = operation.contentType
            headers.cacheControl = operation.cacheControl
            headers.contentDisposition = operation.contentDisposition
            headers.contentEncoding = operation.contentEncoding
            headers.contentLanguage = operation.contentLanguage
            headers.expires = operation.expires
            headers.metadata = operation.metadata ?? [:]
            headers.tags = source.headers.tags
            try headers.requireSmall()
        }
        if operation.taggingDirective == "REPLACE" {
            headers.tags = try ObjectHeaders.tags(operation.tagging)
        }
        var record = source
        (record.bucket, record.key) = (operation.bucket, operation.key)
        (record.headers, record.modified) = (headers, now)
        objects[record.id] = record
        return CopyObject.Output(
            copyObjectResult: CopyResult(eTag: record.eTag, lastModified: WireTimestamp(now))
        )
    }

    /// Deletes several objects; each succeeds or fails for itself.
    ///
    /// - Throws: 404 `NoSuchBucket`; 400 for more than 1,000 or none.
    public mutating func delete(_ operation: DeleteObjects) throws(AWSFailure)
        -> DeleteObjects.Output
    {
        try bucket(operation.bucket)
        let asked = operation.delete.objects
        guard (1...Limits.objectPageMax).contains(asked.count) else {
            throw AWSFailure(
                code: "MalformedXML",
                message: "The XML you provided was not well-formed or did not validate against our "
                    + "published schema",
                status: 400
            )
        }
        var output = DeleteObjects.Output(deleted: [], errors: [])
        for object in asked {
            do {
                _ = try delete(
                    DeleteObject(bucket: operation.bucket, key: object.key, ifMatch: object.eTag)
                )
                if operation.delete.quiet != true {
                    output.deleted?.append(DeletedObject(key: object.key))
                }
            } catch {
                output.errors?.append(
                    ObjectError(key: object.key, code: error.code, message: error.message)
                )
            }
        }
        return output
    }
}
