// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceWire

extension S3Model {
    /// What a call reads: the object and the range of its bytes.
    public struct Reading: Sendable {
        /// The object.
        public var object: ObjectRecord
        /// The bytes that are asked for.
        public var range: Range<Int>
        /// The answer, without the bytes.
        public var output: GetObject.Output
    }

    /// Finds what a call reads.
    ///
    /// - Throws: 404 when it is not there, 304 or 412 when a condition does not hold, 416 when the
    ///   object ends before the range.
    public func read(_ operation: GetObject) throws(AWSFailure) -> Reading {
        let object = try object(operation.bucket, operation.key)
        if let version = operation.versionId, version != "null" {
            throw .s3Argument("Invalid version id specified")
        }
        try Self.check(operation, object)
        let range = try ByteRange.read(operation.range, of: object.size)
        let size = object.size
        var output = answer(
            object,
            withChecksum: operation.checksumMode == "ENABLED" && range == nil
        )
        let bytes = range ?? 0..<size
        output.contentLength = Int64(bytes.count)
        if let range {
            output.contentRange = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
        }
        output.contentType = operation.responseContentType ?? output.contentType
        output.cacheControl = operation.responseCacheControl ?? output.cacheControl
        output.contentDisposition =
            operation.responseContentDisposition ?? output.contentDisposition
        output.contentEncoding = operation.responseContentEncoding ?? output.contentEncoding
        output.contentLanguage = operation.responseContentLanguage ?? output.contentLanguage
        return Reading(object: object, range: bytes, output: output)
    }

    /// Reads what is kept with an object.
    ///
    /// - Throws: As `read` does.
    public func head(_ operation: HeadObject) throws(AWSFailure) -> HeadObject.Output {
        let output = try read(GetObject(operation)).output
        return HeadObject.Output(
            acceptRanges: output.acceptRanges,
            lastModified: output.lastModified,
            contentLength: output.contentLength,
            eTag: output.eTag,
            checksumCRC32: output.checksumCRC32,
            checksumCRC32C: output.checksumCRC32C,
            checksumCRC64NVME: output.checksumCRC64NVME,
            checksumSHA1: output.checksumSHA1,
            checksumSHA256: output.checksumSHA256,
            checksumType: output.checksumType,
            cacheControl: output.cacheControl,
            contentDisposition: output.contentDisposition,
            contentEncoding: output.contentEncoding,
            contentLanguage: output.contentLanguage,
            contentRange: output.contentRange,
            contentType: output.contentType,
            expires: output.expires,
            metadata: output.metadata,
            partsCount: output.partsCount
        )
    }

    private func answer(_ object: ObjectRecord, withChecksum: Bool) -> GetObject.Output {
        let checksum = withChecksum ? object.checksum : nil
        let headers = object.headers
        return GetObject.Output(
            acceptRanges: "bytes",
            lastModified: WireTimestamp(object.modified),
            eTag: object.eTag,
            checksumCRC32: checksum?.value(of: .crc32),
            checksumCRC32C: checksum?.value(of: .crc32c),
            checksumCRC64NVME: checksum?.value(of: .crc64nvme),
            checksumSHA1: checksum?.value(of: .sha1),
            checksumSHA256: checksum?.value(of: .sha256),
            checksumType: checksum?.type,
            cacheControl: headers.cacheControl,
            contentDisposition: headers.contentDisposition,
            contentEncoding: headers.contentEncoding,
            contentLanguage: headers.contentLanguage,
            contentType: headers.contentType ?? "binary/octet-stream",
            expires: headers.expires,
            metadata: headers.metadata.isEmpty ? nil : headers.metadata,
            partsCount: nil,
            tagCount: headers.tags.isEmpty ? nil : headers.tags.count
        )
    }

    /// The conditions of a read, in HTTP's order.
    private static func check(
        _ operation: GetObject,
        _ object: ObjectRecord
    ) throws(AWSFailure) {
        let modified = object.modified.second
        if let tags = operation.ifMatch {
            guard matches(tags, object) else { throw .preconditionFailed("If-Match") }
        } else if let time = operation.ifUnmodifiedSince?.time, modified > time.second {
            throw .preconditionFailed("If-Unmodified-Since")
        }
        if let tags = operation.ifNoneMatch {
            if matches(tags, object) { throw .notModified }
        } else if let time = operation.ifModifiedSince?.time, modified <= time.second {
            throw .notModified
        }
    }
}

extension GetObject {
    fileprivate init(_ head: HeadObject) {
        self.init(
            bucket: head.bucket,
            key: head.key,
            ifMatch: head.ifMatch,
            ifModifiedSince: head.ifModifiedSince,
            ifNoneMatch: head.ifNoneMatch,
            ifUnmodifiedSince: head.ifUnmodifiedSince,
            range: head.range,
            responseCacheControl: head.responseCacheControl,
            responseContentDisposition: head.responseContentDisposition,
            responseContentEncoding: head.responseContentEncoding,
            responseContentLanguage: head.responseContentLanguage,
            responseContentType: head.responseContentType,
            versionId: head.versionId,
            checksumMode: head.checksumMode
        )
    }
}
