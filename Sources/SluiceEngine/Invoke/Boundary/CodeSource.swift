// SPDX-License-Identifier: Apache-2.0

/// Where a version's unpacked package lies, and its layers.
public struct CodeSource: Sendable {
    /// Absolute paths.
    public struct Folders: Sendable, Hashable {
        /// The version's own package.
        public var package: String
        /// All of its layers in one folder, the place of Lambda's `/opt`; `nil` without layers.
        public var layers: String?

        /// Names the folders.
        public init(package: String, layers: String? = nil) {
            self.package = package
            self.layers = layers
        }
    }

    private let find: @Sendable (VersionSpec) async throws -> Folders

    /// Makes a source from one question.
    public init(_ find: @escaping @Sendable (VersionSpec) async throws -> Folders) {
        self.find = find
    }

    /// The folders of this version; they must stay as they are while workers of the version run.
    public func folders(for spec: VersionSpec) async throws -> Folders { try await find(spec) }
}
