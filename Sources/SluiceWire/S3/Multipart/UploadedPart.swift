// SPDX-License-Identifier: Apache-2.0

/// A part that was sent.
public struct UploadedPart: Codable, Hashable, Sendable {
    /// The number of the part, from 1 to 10,000.
    public var partNumber: Int?
    /// When it was written.
    public var lastModified: WireTimestamp?
    /// The entity tag, in quotes.
    public var eTag: String?
    /// How many bytes.
    public var size: Int64?
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

    /// Makes one from its parts.
    public init(
        partNumber: Int? = nil,
        lastModified: WireTimestamp? = nil,
        eTag: String? = nil,
        size: Int64? = nil,
        checksumCRC32: String? = nil,
        checksumCRC32C: String? = nil,
        checksumCRC64NVME: String? = nil,
        checksumSHA1: String? = nil,
        checksumSHA256: String? = nil
    ) {
        self.partNumber = partNumber
        self.lastModified = lastModified
        self.eTag = eTag
        self.size = size
        self.checksumCRC32 = checksumCRC32
        self.checksumCRC32C = checksumCRC32C
        self.checksumCRC64NVME = checksumCRC64NVME
        self.checksumSHA1 = checksumSHA1
        self.checksumSHA256 = checksumSHA256
    }
}
