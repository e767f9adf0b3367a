// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SystemPackage

/// Packages in a folder, each named for its content.
public struct PackageStore: PackageHome {
    /// Where the packages lie.
    public let directory: FilePath

    /// Names a directory, which need not exist.
    public init(directory: FilePath) { self.directory = directory }

    /// Keeps a copy of a package and refers to it from now on; it counts as used at this time.
    ///
    /// - Throws: When the bytes are not those that the reference names.
    public func keep(_ code: CodeReference, at now: Timestamp) throws -> CodeReference {
        let path = path(of: code)
        if try FileAccess.read(path, limit: Limits.packageBytesMax) == nil {
            try FileAccess.makeDirectory(directory)
            try FileAccess.writeWhole(try checked(FilePath(code.path), against: code), to: path)
        }
        try FileAccess.setUsed(path, at: now)
        var kept = code
        kept.path = path.string
        return kept
    }

    /// The bytes of a package: the kept ones, else those where the reference points.
    public func bytes(of code: CodeReference) throws -> [UInt8] {
        if try FileAccess.read(path(of: code), limit: Limits.packageBytesMax) != nil {
            return try checked(path(of: code), against: code)
        }
        return try checked(FilePath(code.path), against: code)
    }

    /// Forgets the packages that were not used since then, but those that open rollouts name.
    ///
    /// What was used later may be about to be named by a rollout that begins: the finished rollout's own,
    /// too, where another one planned the same bytes.
    public func forget(allBut kept: [CodeReference], unusedSince: Timestamp) throws {
        let names = Set(kept.map { path(of: $0).lastComponent?.string ?? "" })
        for name in try FileAccess.names(in: directory) where !names.contains(name) {
            let path = directory.appending(name)
            guard let used = try FileAccess.used(path) else { continue }
            if used < unusedSince { try FileAccess.remove(path) }
        }
    }

    private func path(of code: CodeReference) -> FilePath {
        directory.appending("\(code.digest).zip")
    }

    private func checked(_ path: FilePath, against code: CodeReference) throws -> [UInt8] {
        try code.checked(
            try FileAccess.read(path, limit: Limits.packageBytesMax),
            at: path.string
        )
    }
}
