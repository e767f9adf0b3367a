// SPDX-License-Identifier: Apache-2.0

/// A checksum that is kept with an object.
public struct ObjectChecksum: Codable, Hashable, Sendable {
    /// How it is computed.
    public enum Algorithm: String, Codable, Sendable, CaseIterable {
        /// CRC-32, as in zip.
        case crc32 = "CRC32"
        /// CRC-32C (Castagnoli).
        case crc32c = "CRC32C"
        /// CRC-64/NVME, which S3 computes where none is sent.
        case crc64nvme = "CRC64NVME"
        /// SHA-1.
        case sha1 = "SHA1"
        /// SHA-256.
        case sha256 = "SHA256"
    }

    /// How it is computed.
    public var algorithm: Algorithm
    /// The checksum in base64.
    public var value: String
    /// Whether it is that of the parts' checksums, not of the bytes.
    public var isComposite: Bool

    /// Makes one from its parts.
    public init(algorithm: Algorithm, value: String, isComposite: Bool = false) {
        self.algorithm = algorithm
        self.value = value
        self.isComposite = isComposite
    }

    /// `FULL_OBJECT` or `COMPOSITE`.
    public var type: String { isComposite ? "COMPOSITE" : "FULL_OBJECT" }

    /// The value, if it is of this algorithm.
    public func value(of algorithm: Algorithm) -> String? {
        algorithm == self.algorithm ? value : nil
    }
}
