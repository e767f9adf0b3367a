// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no document of their format.
public struct FormatFault: Error, Hashable, Sendable {
    /// What is wrong, as half a sentence.
    public let text: String
    /// At which byte, counted from 0.
    public let offset: Int

    /// Makes a fault.
    public init(_ text: String, at offset: Int) {
        self.text = text
        self.offset = offset
    }

    /// `expected ':' at byte 17`.
    public var sentence: String { "\(text) at byte \(offset)" }
}
