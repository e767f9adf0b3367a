// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

extension S3Model {
    /// Begins an upload under an id that nobody had before.
    ///
    /// - Throws: 404 `NoSuchBucket`; 400 for a checksum that is not known.
    public mutating func begin(
        _ operation: CreateMultipartUpload,
        id: String,
        at now: Timestamp
    ) throws(AWSFailure) -> CreateMultipartUpload.Output {
        try check(bucket: operation.bucket, key: operation.key, ifMatch: nil, ifNoneMatch: nil)
        let algorithm = try operation.checksumAlgorithm.map { name throws(AWSFailure) in
            guard let known = ObjectChecksum.Algorithm(rawValue: name) else {
                throw AWSFailure.s3Argument("Checksum algorithm provided is unsupported.")
            }
            return known
        }
        let isComposite =
            algorithm != nil && algorithm != .crc64nvme
            && operation.checksumType != "FULL_OBJECT"
        uploads[id] = UploadRecord(
            id: id,
            bucket: operation.bucket,
            key: operation.key,
            initiated: now,
            headers: try ObjectHeaders(operation),
            algorithm: algorithm,
            isComposite: isComposite
        )
        return CreateMultipartUpload.Output(
            bucket: operation.bucket,
            key: operation.key,
            uploadId: id,
            checksumAlgorithm: algorithm?.rawValue,
            checksumType: algorithm.map { _ in isComposite ? "COMPOSITE" : "FULL_OBJECT" }
        )
    }

    /// The upload of this id, if it is of this object.
    ///
    /// - Throws: 404 `NoSuchUpload`.
    public func upload(
        _ id: String,
        _ bucket: String,
        _ key: String
    ) throws(AWSFailure) -> UploadRecord {
        try self.bucket(bucket)
        guard let upload = uploads[id], upload.bucket == bucket, upload.key == key else {
            throw AWSFailure(
                code: "NoSuchUpload",
                message: "The specified upload does not exist. The upload ID may be invalid, or "
                    + "the upload may have been aborted or completed.",
                status: 404
            )
        }
        return upload
    }

    /// Keeps a part; one of the same number is replaced.
    ///
    /// - Throws: 404 `NoSuchUpload`; 400 for a number that no part may have.
    public mutating func add(
        part number: Int,
        to upload: UploadRecord,
        _ content: ObjectContent,
        _ checksum: ObjectChecksum,
        at now: Timestamp
    ) throws(AWSFailure) {
        guard (1...Limits.partNumberMax).contains(number) else {
            throw .s3Argument(
                "Part number must be an integer between 1 and \(Limits.partNumberMax), inclusive"
            )
        }
        let part = PartRecord(
            upload: upload.id,
            number: number,
            content: content,
            modified: now,
            checksum: checksum
        )
        parts[part.id] = part
    }

    /// The parts of an upload in their order.
    public func parts(of upload: String) -> [PartRecord] {
        parts.records.filter { $0.key.hasPrefix(upload + "/") }
            .sorted { $0.key < $1.key }.map(\.value)
    }

    /// The parts that a call wants the object to be made of.
    ///
    /// - Throws: 404 `NoSuchUpload`; 400 `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall` or
    ///   `MalformedXML`; what `check` throws.
    public func assemble(
        _ operation: CompleteMultipartUpload
    ) throws(AWSFailure) -> (upload: UploadRecord, parts: [PartRecord]) {
        let upload = try upload(operation.uploadId, operation.bucket, operation.key)
        try check(
            bucket: operation.bucket,
            key: operation.key,
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch
        )
        let asked = operation.multipartUpload?.parts ?? []
        guard !asked.isEmpty else {
            throw AWSFailure(
                code: "MalformedXML",
                message: "The XML you provided was not well-formed or did not validate against our "
                    + "published schema",
                status: 400
            )
        }
        var found: [PartRecord] = []
        for part in asked {
            let number = part.partNumber ?? 0
            if let last = found.last, last.number >= number {
                throw AWSFailure(
                    code: "InvalidPartOrder",
                    message: "The list of parts was not in ascending order. Parts must be ordered "
                        + "by part number.",
                    status: 400
                )
            }
            guard let record = parts[PartRecord.id(upload.id, number)],
                part.eTag?.filter({ $0 != "\"" }) == record.content.md5
            else {
                throw AWSFailure(
                    code: "InvalidPart",
                    message: "One or more of the specified parts could not be found.  The part may "
                        + "not have been uploaded, or the specified entity tag may not match the "
                        + "part's entity tag.",
                    status: 400
                )
            }
            found.append(record)
        }
        if found.dropLast().contains(where: { $0.content.size < Limits.partBytesMin }) {
            throw AWSFailure(
                code: "EntityTooSmall",
                message: "Your proposed upload is smaller than the minimum allowed size",
                status: 400
            )
        }
        return (upload, found)
    }

    /// Makes the object of its parts.
    public mutating func complete(
        _ upload: UploadRecord,
        of found: [PartRecord],
        tag: String,
        checksum: ObjectChecksum,
        at now: Timestamp
    ) {
        let record = ObjectRecord(
            bucket: upload.bucket,
            key: upload.key,
            pieces: found.map(\.content),
            tag: tag,
            modified: now,
            headers: upload.headers,
            checksum: checksum,
            parts: found.count
        )
        objects[record.id] = record
        discard(upload.id)
    }

    /// Gives an upload up.
    ///
    /// - Throws: 404 `NoSuchUpload`.
    public mutating func abort(
        _ operation: AbortMultipartUpload
    ) throws(AWSFailure) -> EmptyAnswer {
        discard(try upload(operation.uploadId, operation.bucket, operation.key).id)
        return EmptyAnswer()
    }

    private mutating func discard(_ id: String) {
        for part in parts(of: id) { parts[part.id] = nil }
        uploads[id] = nil
    }
}

extension ObjectHeaders {
    init(_ operation: CreateMultipartUpload) throws(AWSFailure) {
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
}
