// SPDX-License-Identifier: Apache-2.0

/// Bytes in an operation: base64 in JSON and XML, raw where the route says so.
public struct Blob: Hashable, Codable, Sendable {
    /// The bytes themselves.
    public var bytes: [UInt8]

    /// Wraps bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Wraps a text's UTF-8.
    public init(utf8 text: String) { bytes = Array(text.utf8) }

    /// The bytes as UTF-8 text, with U+FFFD where they are none.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
