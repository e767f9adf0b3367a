// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension S3Model {
    /// Lists objects, a page at a time.
    ///
    /// - Throws: 404 `NoSuchBucket`; 400 for a number or a token that is none.
    public func list(_ operation: ListObjectsV2) throws(AWSFailure) -> ListObjectsV2.Output {
        try bucket(operation.bucket)
        let max = try Self.pageSize(operation.maxKeys)
        let prefix = operation.prefix ?? ""
        let after = operation.startAfter ?? ""
        let objects = objects(in: operation.bucket, prefix: prefix)
            .filter { after.isEmpty || after.utf8.lexicographicallyPrecedes($0.key.utf8) }
        let listing = ObjectListing(
            objects,
            prefix: prefix,
            delimiter: operation.delimiter ?? "",
            after: try Self.place(operation.continuationToken),
            max: max
        )
        let url = operation.encodingType == "url"
        return ListObjectsV2.Output(
            isTruncated: listing.isTruncated,
            contents: listing.contents(url: url, owner: operation.fetchOwner == true),
            name: operation.bucket,
            prefix: ObjectListing.text(prefix, url),
            delimiter: operation.delimiter.map { ObjectListing.text($0, url) },
            maxKeys: max,
            commonPrefixes: listing.prefixes(url: url),
            encodingType: operation.encodingType,
            keyCount: listing.items.count,
            continuationToken: operation.continuationToken,
            nextContinuationToken: listing.isTruncated
                ? listing.items.last.map { Self.token($0.name) } : nil,
            startAfter: operation.startAfter.map { ObjectListing.text($0, url) }
        )
    }

    /// Lists objects as S3 first did: a page goes on behind a key.
    ///
    /// - Throws: As the other list.
    public func list(_ operation: ListObjects) throws(AWSFailure) -> ListObjects.Output {
        let listing = try page(
            operation.bucket,
            operation.prefix,
            operation.delimiter,
            after: operation.marker,
            operation.maxKeys
        )
        let url = operation.encodingType == "url"
        return ListObjects.Output(
            isTruncated: listing.isTruncated,
            marker: ObjectListing.text(operation.marker ?? "", url),
            // Without a delimiter, clients go on behind the last key themselves.
            nextMarker: listing.isTruncated && operation.delimiter != nil
                ? listing.items.last.map { ObjectListing.text($0.name, url) } : nil,
            contents: listing.contents(url: url, owner: true),
            name: operation.bucket,
            prefix: ObjectListing.text(operation.prefix ?? "", url),
            delimiter: operation.delimiter.map { ObjectListing.text($0, url) },
            maxKeys: try Self.pageSize(operation.maxKeys),
            commonPrefixes: listing.prefixes(url: url),
            encodingType: operation.encodingType
        )
    }

    /// Lists the versions of objects: the bucket has no versioning, so each has one, called `null`.
    ///
    /// - Throws: As the other lists.
    public func list(
        _ operation: ListObjectVersions
    ) throws(AWSFailure) -> ListObjectVersions.Output {
        let listing = try page(
            operation.bucket,
            operation.prefix,
            operation.delimiter,
            after: operation.keyMarker,
            operation.maxKeys
        )
        let url = operation.encodingType == "url"
        return ListObjectVersions.Output(
            isTruncated: listing.isTruncated,
            keyMarker: ObjectListing.text(operation.keyMarker ?? "", url),
            versionIdMarker: operation.versionIdMarker ?? "",
            nextKeyMarker: listing.isTruncated
                ? listing.items.last.map { ObjectListing.text($0.name, url) } : nil,
            nextVersionIdMarker: listing.isTruncated ? "null" : nil,
            versions: listing.contents(url: url).map { object in
                ObjectVersion(
                    eTag: object.eTag,
                    size: object.size,
                    storageClass: object.storageClass,
                    key: object.key,
                    versionId: "null",
                    isLatest: true,
                    lastModified: object.lastModified
                )
            },
            name: operation.bucket,
            prefix: ObjectListing.text(operation.prefix ?? "", url),
            delimiter: operation.delimiter.map { ObjectListing.text($0, url) },
            maxKeys: try Self.pageSize(operation.maxKeys),
            commonPrefixes: listing.prefixes(url: url),
            encodingType: operation.encodingType
        )
    }

    private func page(
        _ name: String,
        _ prefix: String?,
        _ delimiter: String?,
        after: String?,
        _ asked: Int?
    ) throws(AWSFailure) -> ObjectListing {
        try bucket(name)
        return ObjectListing(
            objects(in: name, prefix: prefix ?? ""),
            prefix: prefix ?? "",
            delimiter: delimiter ?? "",
            after: after ?? "",
            max: try Self.pageSize(asked)
        )
    }

    static func pageSize(_ asked: Int?) throws(AWSFailure) -> Int {
        guard let asked else { return Limits.objectPageMax }
        guard (0...Int(Int32.max)).contains(asked) else {
            throw .s3Argument("Argument maxKeys must be an integer between 0 and 2147483647")
        }
        return min(asked, Limits.objectPageMax)
    }

    /// A token says behind which key to go on.
    static func token(_ name: String) -> String { "k-" + PercentCoding.encode(name) }

    static func place(_ token: String?) throws(AWSFailure) -> String {
        guard let token else { return "" }
        guard token.hasPrefix("k-") else {
            throw .s3Argument("The continuation token provided is incorrect")
        }
        return PercentCoding.decode(token.dropFirst(2))
    }
}
