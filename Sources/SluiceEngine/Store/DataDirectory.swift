// SPDX-License-Identifier: Apache-2.0
import Glibc
import SystemPackage

/// The folder in which an engine keeps everything, locked for as long as this value is open.
///
/// ```
/// lock  state.sqlite  telemetry.sqlite  packages/HASH.zip  unpacked/HASH/
/// services.sqlite  objects/HASH
/// ```
struct DataDirectory: Sendable {
    let root: FilePath
    private let lock: FileDescriptor

    /// Makes the folder when it is not there, and takes its lock.
    init(_ path: String) throws(EngineError) {
        root = FilePath(path)
        for name in ["", "packages", "unpacked", "objects"] {
            let folder = name.isEmpty ? root : root.appending(name)
            try Self.makeDirectory(folder, of: path)
        }
        let file = root.appending("lock")
        do {
            lock = try FileDescriptor.open(
                file,
                .readWrite,
                options: [.create, .closeOnExec],
                permissions: .ownerReadWrite
            )
        } catch {
            throw .dataUnusable(directory: path, reason: "\(file): \(error)")
        }
        guard flock(lock.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            let reason = Errno(rawValue: errno)
            // The lock was not got: nothing of ours hangs on the descriptor.
            try? lock.close()
            if reason == .wouldBlock { throw .dataInUse(directory: path) }
            throw .dataUnusable(directory: path, reason: "\(file): \(reason)")
        }
    }

    /// Gives the lock back.
    func close() {
        // A child that is just being started may hold a copy of the descriptor for a moment:
        // closing alone would leave the lock to it. Whatever these answer, nothing is left to do.
        _ = flock(lock.rawValue, LOCK_UN)
        try? lock.close()
    }

    var state: String { root.appending("state.sqlite").string }
    var runtime: String { root.appending("runtime").string }
    var telemetry: String { root.appending("telemetry.sqlite").string }
    var services: String { root.appending("services.sqlite").string }
    var objects: FilePath { root.appending("objects") }
    var packages: FilePath { root.appending("packages") }
    var unpacked: FilePath { root.appending("unpacked") }

    private static func makeDirectory(
        _ folder: FilePath,
        of path: String
    ) throws(EngineError) {
        var made = FilePath(root: folder.root)
        for component in folder.components {
            made.append(component)
            if mkdir(made.string, 0o755) != 0, errno != EEXIST {
                let reason = Errno(rawValue: errno)
                throw .dataUnusable(directory: path, reason: "\(made): \(reason)")
            }
        }
    }
}
