// SPDX-License-Identifier: Apache-2.0

/// Where a version's unpacked package lies.
public struct CodeSource: Sendable {
    private let find: @Sendable (VersionSpec) async throws -> String

    /// Makes a source from one question: the absolute path of a version's folder.
    public init(_ find: @escaping @Sendable (VersionSpec) async throws -> String) {
        self.find = find
    }

    /// The folder of this version; it must stay as it is while workers of the version run.
    public func directory(for spec: VersionSpec) async throws -> String { try await find(spec) }
}
