// SPDX-License-Identifier: Apache-2.0
import Glibc
import SystemPackage

/// The folder in which an engine keeps everything, locked for as long as this value is open.
///
/// ```
/// lock  state.sqlite  telemetry.sqlite  packages/HASH.zip  unpacked/HASH/
/// services.sqlite  objects/HASH
/// realm  realms/ACCOUNT_REGION/state.sqlite  realms/ACCOUNT_REGION/telemetry.sqlite
/// ```
///
/// The databases at the root are those of the account and region that `realm` names.
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

    var runtime: String { root.appending("runtime").string }
    func state(of realm: Realm?) -> String { folder(of: realm).appending("state.sqlite").string }
    func telemetry(of realm: Realm?) -> String {
        folder(of: realm).appending("telemetry.sqlite").string
    }
    var services: String { root.appending("services.sqlite").string }
    var objects: FilePath { root.appending("objects") }
    var packages: FilePath { root.appending("packages") }
    var unpacked: FilePath { root.appending("unpacked") }

    /// Where a realm's databases lie, or those at the root.
    private func folder(of realm: Realm?) -> FilePath {
        guard let realm else { return root }
        return root.appending("realms").appending("\(realm.account)_\(realm.region)")
    }

    /// Makes the folder of a realm's databases.
    func makeFolder(of realm: Realm) throws(EngineError) {
        try Self.makeDirectory(folder(of: realm), of: root.string)
    }

    /// Removes the folder of a realm's databases, which are closed.
    func removeFolder(of realm: Realm) {
        let folder = folder(of: realm)
        // What cannot be removed is looked at again at the next start.
        for name in Folder.names(in: folder.string) { unlink(folder.appending(name).string) }
        rmdir(folder.string)
    }

    /// The realms that have a folder.
    func realms() -> [Realm] {
        Folder.names(in: root.appending("realms").string).compactMap(Realm.init(folder:))
    }

    /// The realm whose databases lie at the root; of data that does not say so, the one of who asks.
    func rootRealm(else own: Realm) throws(EngineError) -> Realm {
        let file = root.appending("realm")
        if let text = Self.text(of: file), let realm = Realm(folder: text) { return realm }
        guard Folder.write("\(own.account)_\(own.region)", to: file.string) else {
            throw .dataUnusable(directory: root.string, reason: "\(file) cannot be written")
        }
        return own
    }

    private static func text(of file: FilePath) -> String? {
        // Who cannot read it finds no realm in it, and cannot write it either.
        guard let descriptor = try? FileDescriptor.open(file, .readOnly, options: .closeOnExec)
        else { return nil }
        // It was only read: nothing is lost when it cannot be closed.
        defer { try? descriptor.close() }
        var bytes = [UInt8](repeating: 0, count: Limits.realmFileBytesMax)
        // What cannot be read names no realm.
        let count = bytes.withUnsafeMutableBytes { try? descriptor.read(into: $0) }
        return String(decoding: bytes.prefix(count ?? 0), as: UTF8.self)
    }

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

extension Realm {
    /// Reads `000000000000_us-east-1`; `nil` for what is no realm's folder.
    fileprivate init?(folder: String) {
        let parts = folder.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 12, Self.isRegion(parts[1].utf8),
            parts[0].utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        self.init(account: String(parts[0]), region: String(parts[1]))
    }
}
