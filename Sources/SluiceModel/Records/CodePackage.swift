// SPDX-License-Identifier: Apache-2.0

/// What the model knows of a package; its bytes are elsewhere.
public struct CodePackage: Codable, Hashable, Sendable {
    /// SHA-256 of the zip's bytes, in base64: Lambda's `CodeSha256`.
    public var sha256: String
    /// Bytes of the zip.
    public var size: Int

    /// Names a package.
    public init(sha256: String, size: Int) {
        self.sha256 = sha256
        self.size = size
    }
}
