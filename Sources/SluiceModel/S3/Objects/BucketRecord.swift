// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A bucket.
public struct BucketRecord: Codable, Hashable, Sendable {
    /// The name.
    public var name: String
    /// The region that it was made for.
    public var region: String
    /// When it was made.
    public var created: Timestamp
    /// Its tags.
    public var tags: [String: String] = [:]
}
