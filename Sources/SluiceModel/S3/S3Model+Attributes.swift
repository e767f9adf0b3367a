// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension S3Model {
    /// Reads chosen facts of an object.
    ///
    /// - Throws: 404 when it is not there, 400 for facts that there are not.
    public func attributes(
        _ operation: GetObjectAttributes
    ) throws(AWSFailure) -> GetObjectAttributes.Output {
        let known: Set = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]
        let asked = Set(operation.objectAttributes)
        guard !asked.isEmpty else {
            throw AWSFailure(
                code: "InvalidRequest",
                message: "The x-amz-object-attributes header specifying the attributes to be "
                    + "retrieved is either missing or empty",
                status: 400
            )
        }
        guard asked.isSubset(of: known) else {
            throw .s3Argument("Invalid attribute name specified.")
        }
        let object = try object(operation.bucket, operation.key)
        if let version = operation.versionId, version != "null" {
            throw .s3Argument("Invalid version id specified")
        }
        return GetObjectAttributes.Output(
            lastModified: WireTimestamp(object.modified),
            eTag: asked.contains("ETag") ? object.tag : nil,
            checksum: asked.contains("Checksum")
                ? object.checksum.map(ObjectChecksumFacts.init) : nil,
            objectParts: asked.contains("ObjectParts")
                ? object.parts.map { ObjectPartsFacts(totalPartsCount: $0) } : nil,
            storageClass: asked.contains("StorageClass") ? "STANDARD" : nil,
            objectSize: asked.contains("ObjectSize") ? Int64(object.size) : nil
        )
    }
}

extension ObjectChecksumFacts {
    fileprivate init(_ checksum: ObjectChecksum) {
        self.init(
            checksumCRC32: checksum.value(of: .crc32),
            checksumCRC32C: checksum.value(of: .crc32c),
            checksumCRC64NVME: checksum.value(of: .crc64nvme),
            checksumSHA1: checksum.value(of: .sha1),
            checksumSHA256: checksum.value(of: .sha256),
            checksumType: checksum.type
        )
    }
}
