// SPDX-License-Identifier: Apache-2.0
import CSluiceSpawn
import Glibc

/// A folder that an isolated child has for its `/tmp`.
///
/// What the child needs of the machine's `/tmp` (its program, say, when that lies there) stays where
/// it was.
public struct TemporaryFolder: Sendable, Hashable {
    /// Where it lies for us.
    public let folder: String
    /// The folders right below `/tmp` that stay visible.
    public let kept: [String]

    /// Makes an empty folder; `nil` when it cannot be made.
    ///
    /// - Parameters:
    ///   - folder: Where; its parent must be there.
    ///   - paths: What must stay visible, wherever it lies.
    public init?(at folder: String, keeping paths: [String]) {
        let parts = paths.compactMap { path -> String? in
            let parts = path.split(separator: "/")
            return parts.count > 1 && parts[0] == "tmp" ? String(parts[1]) : nil
        }
        let names = Set(parts).sorted()
        guard mkdir(folder, 0o700) == 0 else { return nil }
        for name in names where mkdir("\(folder)/\(name)", 0o700) != 0 { return nil }
        self.folder = folder
        kept = names.map { "/tmp/\($0)" }
    }

    /// Removes the folder with all that was put into it; the child must have ended.
    ///
    /// Nothing is removed while something is still mounted in it: that would be what was kept.
    public func remove() {
        for path in kept where rmdir(folder + path.dropFirst("/tmp".count)) != 0 { return }
        Self.remove(folder)
    }

    /// Removes folders that a process which was killed has left; none of its children lives.
    ///
    /// - Parameter parent: The folder in which they lie.
    public static func removeAll(in parent: String) { remove(parent) }

    private static func remove(_ folder: String) {
        // What cannot be removed stays, and is tried again at the next start.
        sluice_remove_tree(folder, Limits.openFoldersMax)
    }
}
