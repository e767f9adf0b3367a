// SPDX-License-Identifier: Apache-2.0

/// Where a version's package can be fetched.
public struct FunctionCodeLocation: Codable, Hashable, Sendable {
    /// `S3` for packages.
    public var repositoryType: String?
    /// An address that answers a plain GET with the package.
    public var location: String?
    /// The image, for functions that are images.
    public var imageUri: String?
    /// The image by its digest.
    public var resolvedImageUri: String?

    /// Makes one from its parts.
    public init(
        repositoryType: String? = nil,
        location: String? = nil,
        imageUri: String? = nil,
        resolvedImageUri: String? = nil
    ) {
        self.repositoryType = repositoryType
        self.location = location
        self.imageUri = imageUri
        self.resolvedImageUri = resolvedImageUri
    }
}
