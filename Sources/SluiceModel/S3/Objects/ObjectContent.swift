// SPDX-License-Identifier: Apache-2.0

/// Bytes that lie somewhere else, and what is known of them.
public struct ObjectContent: Codable, Hashable, Sendable {
    /// The name under which whoever keeps them finds them again.
    public var id: String
    /// How many they are.
    public var size: Int
    /// Their MD5 in hexadecimal.
    public var md5: String

    /// Makes a reference from its parts.
    public init(id: String, size: Int, md5: String) {
        self.id = id
        self.size = size
        self.md5 = md5
    }
}
