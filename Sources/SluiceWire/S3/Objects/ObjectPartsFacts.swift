// SPDX-License-Identifier: Apache-2.0

/// How an object was sent.
public struct ObjectPartsFacts: Codable, Hashable, Sendable {
    /// The number of its parts.
    public var totalPartsCount: Int?

    /// Makes one from its parts.
    public init(
        totalPartsCount: Int? = nil
    ) {
        self.totalPartsCount = totalPartsCount
    }
}
