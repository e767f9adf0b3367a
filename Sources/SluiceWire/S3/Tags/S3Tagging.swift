// SPDX-License-Identifier: Apache-2.0

/// Tags in a document.
public struct S3Tagging: Codable, Hashable, Sendable {
    /// The tags.
    public var tagSet: [S3Tag]

    /// Makes one from its parts.
    public init(tagSet: [S3Tag]) {
        self.tagSet = tagSet
    }
}
