// SPDX-License-Identifier: Apache-2.0

/// Who owns a bucket or an object.
public struct S3Owner: Codable, Hashable, Sendable {
    /// The owner's name.
    public var displayName: String?

    /// Makes one from its parts.
    public init(displayName: String? = nil) {
        self.displayName = displayName
    }
}
