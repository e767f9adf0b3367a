// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import SluiceModel
import SluiceWire

extension ObjectChecksum {
    /// The checksum of bytes.
    init(_ algorithm: Algorithm, of bytes: [UInt8]) {
        let sum: [UInt8] =
            switch algorithm {
            case .crc32: CyclicSums.crc32.sum(bytes)
            case .crc32c: CyclicSums.crc32c.sum(bytes)
            case .crc64nvme: CyclicSums.crc64nvme.sum(bytes)
            case .sha1: Array(Insecure.SHA1.hash(data: bytes))
            case .sha256: Array(SHA256.hash(data: bytes))
            }
        self.init(algorithm: algorithm, value: Data(sum).base64EncodedString())
    }
}

/// What a client says of the bytes that it sends.
struct SentChecksums {
    /// MD5 in base64.
    var md5: String?
    /// The algorithm that is named, though the value may be absent.
    var algorithm: String?
    /// The values that came.
    var values: [ObjectChecksum.Algorithm: String]

    /// Holds the bytes against what was said of them.
    ///
    /// - Returns: the checksum to keep: the one that came, the one that was named, or S3's own.
    /// - Throws: 400 `BadDigest`, `InvalidDigest` or `InvalidRequest`.
    func check(_ bytes: [UInt8]) throws(AWSFailure) -> ObjectChecksum {
        if let md5 {
            guard let sent = Data(base64Encoded: md5), sent.count == 16 else {
                throw AWSFailure(
                    code: "InvalidDigest",
                    message: "The Content-MD5 you specified was invalid.",
                    status: 400
                )
            }
            guard sent == Data(Insecure.MD5.hash(data: bytes)) else {
                throw AWSFailure(
                    code: "BadDigest",
                    message: "The Content-MD5 you specified did not match what we received.",
                    status: 400
                )
            }
        }
        if values.count > 1 {
            throw AWSFailure(
                code: "InvalidRequest",
                message: "Expecting a single x-amz-checksum- header. Multiple checksum Types are "
                    + "not allowed.",
                status: 400
            )
        }
        guard let (algorithm, value) = values.first else {
            let named = algorithm.flatMap { ObjectChecksum.Algorithm(rawValue: $0.uppercased()) }
            return ObjectChecksum(named ?? .crc64nvme, of: bytes)
        }
        let checksum = ObjectChecksum(algorithm, of: bytes)
        guard checksum.value == value else {
            let width = Data(base64Encoded: checksum.value)?.count
            throw Data(base64Encoded: value)?.count == width
                ? AWSFailure(
                    code: "BadDigest",
                    message: "The \(algorithm.rawValue) you specified did not match the calculated "
                        + "checksum.",
                    status: 400
                )
                : AWSFailure(
                    code: "InvalidRequest",
                    message:
                        "Value for x-amz-checksum-\(algorithm.rawValue.lowercased()) header is "
                        + "invalid.",
                    status: 400
                )
        }
        return checksum
    }
}

extension SentChecksums {
    init(_ operation: PutObject) {
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
