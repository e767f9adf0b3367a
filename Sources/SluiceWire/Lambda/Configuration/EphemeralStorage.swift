// SPDX-License-Identifier: Apache-2.0

/// Space under `/tmp`.
public struct EphemeralStorage: Codable, Hashable, Sendable {
    /// Megabytes: 512 … 10,240.
    public var size: Int

    /// Makes one from its parts.
    public init(size: Int) {
        self.size = size
    }
}
