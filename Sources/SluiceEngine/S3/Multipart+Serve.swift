// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import SluiceBase
import SluiceModel
import SluiceWire

extension CreateMultipartUpload: ServedOperation {
    /// Begins an upload; the id of the request is one that nobody had before.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let now = aws.clock.now
        return try await aws.side.change { s3 throws(AWSFailure) in
            try s3.begin(self, id: context.requestID, at: now)
        }
    }
}

extension UploadPart: ServedOperation {
    /// Checks the bytes and keeps them.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let bytes = body?.bytes ?? []
        let upload = try await aws.side.s3.upload(uploadId, bucket, key)
        var sent = SentChecksums(self)
        sent.algorithm = sent.algorithm ?? upload.algorithm?.rawValue
        let checksum = try sent.check(bytes)
        let content = try await aws.side.add(self, bytes, checksum)
        return Output(
            eTag: "\"\(content.md5)\"",
            checksumCRC32: checksum.value(of: .crc32),
            checksumCRC32C: checksum.value(of: .crc32c),
            checksumCRC64NVME: checksum.value(of: .crc64nvme),
            checksumSHA1: checksum.value(of: .sha1),
            checksumSHA256: checksum.value(of: .sha256)
        )
    }
}

extension UploadPartCopy: ServedOperation {
    /// Reads the bytes of the other object and keeps them as a part.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let source = try await aws.side.s3.source(
            copySource,
            ifMatch: copySourceIfMatch,
            ifNoneMatch: copySourceIfNoneMatch
        )
        let read = GetObject(bucket: source.bucket, key: source.key, range: copySourceRange)
        let bytes = try await aws.side.get(read).body?.bytes ?? []
        let upload = try await aws.side.s3.upload(uploadId, bucket, key)
        let part = UploadPart(bucket: bucket, key: key, partNumber: partNumber, uploadId: uploadId)
        let checksum = ObjectChecksum(upload.algorithm ?? .crc64nvme, of: bytes)
        let content = try await aws.side.add(part, bytes, checksum)
        return Output(
            copyPartResult: CopyResult(
                eTag: "\"\(content.md5)\"",
                lastModified: WireTimestamp(aws.clock.now)
            )
        )
    }
}

extension CompleteMultipartUpload: ServedOperation {
    /// Makes the object of its parts.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let (tag, checksum) = try await aws.side.complete(self)
        return Output(
            location: "\(context.endpoint)/\(bucket)/\(PercentCoding.encode(key, keeping: "/"))",
            bucket: bucket,
            key: key,
            eTag: "\"\(tag)\"",
            checksumCRC32: checksum.value(of: .crc32),
            checksumCRC32C: checksum.value(of: .crc32c),
            checksumCRC64NVME: checksum.value(of: .crc64nvme),
            checksumSHA1: checksum.value(of: .sha1),
            checksumSHA256: checksum.value(of: .sha256),
            checksumType: checksum.type
        )
    }
}

extension SideServices {
    /// Keeps a part.
    func add(
        _ part: UploadPart,
        _ bytes: [UInt8],
        _ checksum: ObjectChecksum
    ) throws(AWSFailure) -> ObjectContent {
        let upload = try s3.upload(part.uploadId, part.bucket, part.key)
        let content = try keep(bytes)
        let now = clock.now
        try change { s3 throws(AWSFailure) in
            try s3.add(part: part.partNumber, to: upload, content, checksum, at: now)
        }
        return content
    }

    /// Makes an object of its parts; its entity tag is that of the parts' tags.
    func complete(
        _ operation: CompleteMultipartUpload
    ) throws(AWSFailure) -> (tag: String, checksum: ObjectChecksum) {
        let (upload, parts) = try s3.assemble(operation)
        let digests = parts.flatMap { ContentStore.bytes(ofHex: $0.content.md5) }
        let tag = String(hexadecimal: Insecure.MD5.hash(data: digests)) + "-\(parts.count)"
        let checksum = try checksum(of: upload, parts)
        let now = clock.now
        try change { s3 throws(AWSFailure) in
            s3.complete(upload, of: parts, tag: tag, checksum: checksum, at: now)
        }
        return (tag, checksum)
    }

    private func checksum(
        of upload: UploadRecord,
        _ parts: [PartRecord]
    ) throws(AWSFailure) -> ObjectChecksum {
        let algorithm = upload.algorithm ?? .crc64nvme
        if upload.isComposite {
            let sums = parts.flatMap { part in
                Array(Data(base64Encoded: part.checksum.value) ?? Data())
            }
            var whole = ObjectChecksum(algorithm, of: sums)
            whole.value += "-\(parts.count)"
            whole.isComposite = true
            return whole
        }
        let pieces = parts.map(\.content)
        let size = pieces.reduce(0) { $0 + $1.size }
        let bytes = try bytes(pieces, 0..<size, of: "\(upload.bucket)/\(upload.key)")
        return ObjectChecksum(algorithm, of: bytes)
    }
}

extension SentChecksums {
    init(_ operation: UploadPart) {
        md5 = operation.contentMD5
        algorithm = operation.checksumAlgorithm
        values = [:]
        values[.crc32] = operation.checksumCRC32
        values[.crc32c] = operation.checksumCRC32C
        values[.crc64nvme] = operation.checksumCRC64NVME
        values[.sha1] = operation.checksumSHA1
        values[.sha256] = operation.checksumSHA256
    }
}
