// SPDX-License-Identifier: Apache-2.0

/// What a copy became.
public struct CopyResult: Codable, Hashable, Sendable {
    /// The entity tag, in quotes.
    public var eTag: String?
    /// When it was written.
    public var lastModified: WireTimestamp?

    /// Makes one from its parts.
    public init(eTag: String? = nil, lastModified: WireTimestamp? = nil) {
        self.eTag = eTag
        self.lastModified = lastModified
    }
}
