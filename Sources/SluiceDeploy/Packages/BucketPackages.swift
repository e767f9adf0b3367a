// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SystemPackage

/// Packages in objects, each named for its content, so that a machine with an empty disk can go on.
struct BucketPackages: PackageHome {
    let bucket: Bucket

    /// Puts the package into the bucket; it counts as used from now on, by the bucket's clock.
    func keep(_ code: CodeReference, at now: Timestamp) async throws -> CodeReference {
        let path = FilePath(code.path)
        let found = try FileAccess.read(path, limit: Limits.packageBytesMax)
        let bytes = try code.checked(found, at: code.path)
        // Equal content under one key: whoever writes it last has changed nothing but its age.
        _ = try await bucket.write(bytes, at: key(of: code), .none)
        return code
    }

    func bytes(of code: CodeReference) async throws -> [UInt8] {
        let key = key(of: code)
        return try code.checked(try await bucket.object(key)?.bytes, at: bucket.place + key)
    }

    func forget(allBut kept: [CodeReference], unusedSince: Timestamp) async throws {
        let names = Set(kept.map(key))
        for entry in try await bucket.entries("packages/") where !names.contains(entry.key) {
            guard let written = entry.written else { continue }
            if written < unusedSince { try await bucket.remove(entry.key) }
        }
    }

    private func key(of code: CodeReference) -> String { "packages/\(code.digest).zip" }
}
