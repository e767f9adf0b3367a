// SPDX-License-Identifier: Apache-2.0

/// Where a bucket is to be.
public struct CreateBucketConfiguration: Codable, Hashable, Sendable {
    /// The region; absent in us-east-1.
    public var locationConstraint: String?

    /// Makes one from its parts.
    public init(locationConstraint: String? = nil) {
        self.locationConstraint = locationConstraint
    }
}
