// SPDX-License-Identifier: Apache-2.0

/// An upload that is neither complete nor aborted.
public struct MultipartUpload: Codable, Hashable, Sendable {
    /// The upload.
    public var uploadId: String?
    /// The object's key.
    public var key: String?
    /// When it was begun.
    public var initiated: WireTimestamp?
    /// `STANDARD` where none is said.
    public var storageClass: String?

    /// Makes one from its parts.
    public init(
        uploadId: String? = nil,
        key: String? = nil,
        initiated: WireTimestamp? = nil,
        storageClass: String? = nil
    ) {
        self.uploadId = uploadId
        self.key = key
        self.initiated = initiated
        self.storageClass = storageClass
    }
}
