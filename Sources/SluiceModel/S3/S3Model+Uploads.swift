// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceWire

extension S3Model {
    /// Lists the parts of an upload, a page at a time.
    ///
    /// - Throws: 404 `NoSuchUpload`.
    public func list(_ operation: ListParts) throws(AWSFailure) -> ListParts.Output {
        let upload = try upload(operation.uploadId, operation.bucket, operation.key)
        let after = operation.partNumberMarker ?? 0
        let max = try Self.pageSize(operation.maxParts)
        let rest = parts(of: upload.id).filter { $0.number > after }
        let page = rest.prefix(max)
        return ListParts.Output(
            bucket: upload.bucket,
            key: upload.key,
            uploadId: upload.id,
            partNumberMarker: after,
            nextPartNumberMarker: page.last?.number,
            maxParts: max,
            isTruncated: page.count < rest.count,
            parts: page.map { part in
                UploadedPart(
                    partNumber: part.number,
                    lastModified: WireTimestamp(part.modified),
                    eTag: "\"\(part.content.md5)\"",
                    size: Int64(part.content.size),
                    checksumCRC32: part.checksum.value(of: .crc32),
                    checksumCRC32C: part.checksum.value(of: .crc32c),
                    checksumCRC64NVME: part.checksum.value(of: .crc64nvme),
                    checksumSHA1: part.checksum.value(of: .sha1),
                    checksumSHA256: part.checksum.value(of: .sha256)
                )
            },
            storageClass: "STANDARD"
        )
    }

    /// Lists the uploads of a bucket by key and id, a page at a time.
    ///
    /// - Throws: 404 `NoSuchBucket`.
    public func list(
        _ operation: ListMultipartUploads
    ) throws(AWSFailure) -> ListMultipartUploads.Output {
        try bucket(operation.bucket)
        let max = try Self.pageSize(operation.maxUploads)
        let prefix = operation.prefix ?? ""
        let place = (operation.keyMarker ?? "", operation.uploadIdMarker ?? "\u{10ffff}")
        let rest = uploads.sorted.filter { upload in
            upload.bucket == operation.bucket && upload.key.hasPrefix(prefix)
                && (operation.keyMarker == nil || (upload.key, upload.id) > place)
        }.sorted { ($0.key, $0.id) < ($1.key, $1.id) }
        let page = rest.prefix(max)
        let isTruncated = page.count < rest.count
        let url = operation.encodingType == "url"
        return ListMultipartUploads.Output(
            bucket: operation.bucket,
            keyMarker: operation.keyMarker ?? "",
            uploadIdMarker: operation.uploadIdMarker ?? "",
            nextKeyMarker: isTruncated ? page.last?.key : nil,
            nextUploadIdMarker: isTruncated ? page.last?.id : nil,
            maxUploads: max,
            isTruncated: isTruncated,
            uploads: page.map { upload in
                MultipartUpload(
                    uploadId: upload.id,
                    key: ObjectListing.text(upload.key, url),
                    initiated: WireTimestamp(upload.initiated),
                    storageClass: "STANDARD"
                )
            },
            prefix: operation.prefix
        )
    }
}
