// SPDX-License-Identifier: Apache-2.0

/// A checksum as `GetObjectAttributes` answers it.
public struct ObjectChecksumFacts: Codable, Hashable, Sendable {
    /// The CRC-32 in base64.
    public var checksumCRC32: String?
    /// The CRC-32C in base64.
    public var checksumCRC32C: String?
    /// The CRC-64/NVME in base64.
    public var checksumCRC64NVME: String?
    /// The SHA-1 in base64.
    public var checksumSHA1: String?
    /// The SHA-256 in base64.
    public var checksumSHA256: String?
    /// `FULL_OBJECT` or `COMPOSITE`.
    public var checksumType: String?

    /// Makes one from its parts.
    public init(
        checksumCRC32: String? = nil,
        checksumCRC32C: String? = nil,
        checksumCRC64NVME: String? = nil,
        checksumSHA1: String? = nil,
        checksumSHA256: String? = nil,
        checksumType: String? = nil
    ) {
        self.checksumCRC32 = checksumCRC32
        self.checksumCRC32C = checksumCRC32C
        self.checksumCRC64NVME = checksumCRC64NVME
        self.checksumSHA1 = checksumSHA1
        self.checksumSHA256 = checksumSHA256
        self.checksumType = checksumType
    }
}
