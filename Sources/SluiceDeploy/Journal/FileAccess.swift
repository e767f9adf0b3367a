// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SwiftOverlayShims
internal import SystemPackage

/// Files as the journal needs them: whole reads with a limit, single appends, durable creation.
enum FileAccess {
    /// All bytes of a file, or `nil` when there is none.
    static func read(_ path: FilePath, limit: Int) throws -> [UInt8]? {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        }
        return try file.closeAfter { try readAll(file, path: path, limit: limit) }
    }

    private static func readAll(
        _ file: FileDescriptor,
        path: FilePath,
        limit: Int
    ) throws -> [UInt8] {
        let size = Int(try file.seek(offset: 0, from: .end))
        guard size <= limit else { throw FileTrouble.tooLarge(path.string, limit: limit) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let offset = Int64(bytes.count)
            let count = try chunk.withUnsafeMutableBytes {
                try file.read(fromAbsoluteOffset: offset, into: $0)
            }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        throw FileTrouble.tooLarge(path.string, limit: limit)
    }

    /// Writes a file that is either whole or not there, readable by its owner alone.
    static func writeWhole(_ bytes: [UInt8], to path: FilePath) throws {
        let draft = FilePath(path.string + ".\(getpid()).part")
        let file = try FileDescriptor.open(
            draft,
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: .ownerReadWrite
        )
        try file.closeAfter {
            try file.writeAll(bytes)
            try sync(file)
        }
        guard rename(draft.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        try syncDirectory(of: path)
    }

    /// Makes what was written survive a power cut.
    static func sync(_ file: FileDescriptor) throws {
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Makes a new name in a directory survive a power cut.
    static func syncDirectory(of path: FilePath) throws {
        let directory = try FileDescriptor.open(
            path.removingLastComponent(),
            .readOnly,
            options: [.directory, .closeOnExec]
        )
        try directory.closeAfter { try sync(directory) }
    }

    /// Makes a directory and those above it; no error when they exist.
    static func makeDirectory(_ path: FilePath) throws {
        if mkdir(path.string, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, !path.removingLastComponent().isEmpty else {
            throw Errno(rawValue: errno)
        }
        try makeDirectory(path.removingLastComponent())
        guard mkdir(path.string, 0o755) == 0 || errno == EEXIST else {
            throw Errno(rawValue: errno)
        }
    }

    /// Takes the lock of an open file for this process alone, or beside others that only look;
    /// `false` when another process has it.
    ///
    /// It asks some times, because a process that only looks who holds it has it for a moment.
    static func lock(_ file: FileDescriptor, beside others: Bool = false) throws -> Bool {
        let kind = others ? LOCK_SH : LOCK_EX
        for attempt in 0..<Limits.lockTries {
            if flock(file.rawValue, kind | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK else { throw Errno(rawValue: errno) }
            // Who looks may have been put off the processor in between.
            if attempt < Limits.lockTries / 2 { sched_yield() } else { usleep(1000) }
        }
        return false
    }

    /// Gives the lock of an open file back.
    ///
    /// By word, because a child that is just being started holds the same open file for a moment, and
    /// with it what closing alone would give back.
    static func unlock(_ file: FileDescriptor) { _ = flock(file.rawValue, LOCK_UN) }

    /// The names in a directory, sorted; none when it does not exist.
    static func names(in path: FilePath) throws -> [String] {
        guard let directory = opendir(path.string) else {
            if errno == ENOENT { return [] }
            throw Errno(rawValue: errno)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Says when a file was used last, by the program's own clock.
    static func setUsed(_ path: FilePath, at time: Timestamp) throws {
        var moment = timespec()
        let milliseconds = time.millisecondsSince1970
        moment.tv_sec = Int(milliseconds / 1000)
        moment.tv_nsec = Int(milliseconds % 1000) * 1_000_000
        let times = [moment, moment]
        guard utimensat(AT_FDCWD, path.string, times, 0) == 0 else { throw Errno(rawValue: errno) }
    }

    /// When a file was used last; `nil` when there is none.
    static func used(_ path: FilePath) throws -> Timestamp? {
        var info = stat()
        guard stat(path.string, &info) == 0 else {
            if errno == ENOENT { return nil }
            throw Errno(rawValue: errno)
        }
        return Timestamp(
            millisecondsSince1970: Int64(info.st_mtim.tv_sec) * 1000
                + Int64(info.st_mtim.tv_nsec) / 1_000_000
        )
    }

    /// Removes a file; no error when there is none.
    static func remove(_ path: FilePath) throws {
        guard unlink(path.string) == 0 || errno == ENOENT else { throw Errno(rawValue: errno) }
    }
}

extension Errno {
    /// Whether the file system has no locks (flock) at all.
    var isLackOfLocks: Bool { [.notSupported, .noLocks, .noFunction].contains(self) }
}

/// A file that cannot be used as it is.
enum FileTrouble: Error, CustomStringConvertible {
    /// Larger than anything that Sluice would have written.
    case tooLarge(String, limit: Int)

    var description: String {
        switch self {
        case .tooLarge(let path, let limit): "\(path) is larger than \(limit) bytes"
        }
    }
}
