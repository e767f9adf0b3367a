// SPDX-License-Identifier: Apache-2.0

/// A file system that a function mounts.
public struct FileSystemConfig: Codable, Hashable, Sendable {
    /// The access point's ARN.
    public var arn: String
    /// A path below `/mnt`.
    public var localMountPath: String

    /// Makes one from its parts.
    public init(arn: String, localMountPath: String) {
        self.arn = arn
        self.localMountPath = localMountPath
    }
}
