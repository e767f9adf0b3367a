// SPDX-License-Identifier: Apache-2.0

/// A function's package, by its content: the bytes lie in a file of their own.
public struct CodeReference: Hashable, Codable, Sendable {
    /// Base64 of the SHA-256 of the zip, as Lambda's `CodeSha256`.
    public var sha256: String
    /// The zip's size in bytes.
    public var size: Int
    /// The path of the zip file on this machine.
    public var path: String
    /// Where the bytes come from, for people: `src/` or `build/app.zip`.
    public var source: String

    /// Makes a reference to the zip at `path`.
    public init(sha256: String, size: Int, path: String, source: String) {
        self.sha256 = sha256
        self.size = size
        self.path = path
        self.source = source
    }
}
