// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// An object that is being sent in parts.
public struct UploadRecord: Codable, Hashable, Sendable {
    /// The upload's id.
    public var id: String
    /// The bucket.
    public var bucket: String
    /// The key.
    public var key: String
    /// When it was begun.
    public var initiated: Timestamp
    /// What will be answered with the object.
    public var headers: ObjectHeaders
    /// The checksum that its parts bring.
    public var algorithm: ObjectChecksum.Algorithm?
    /// Whether the checksum of the whole is made of the parts' checksums.
    public var isComposite: Bool
}
