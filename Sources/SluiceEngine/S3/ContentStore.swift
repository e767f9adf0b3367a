// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import Glibc
import SluiceBase
import SluiceModel
import SystemPackage

/// The bytes of objects, as files named by their hash.
struct ContentStore: Sendable {
    private let folder: FilePath

    init(_ directory: DataDirectory) { folder = directory.objects }

    /// Keeps bytes; on the disk when this returns.
    func keep(_ bytes: [UInt8]) throws -> ObjectContent {
        let id = String(hexadecimal: SHA256.hash(data: bytes))
        let file = folder.appending(id)
        if access(file.string, F_OK) != 0 { try write(bytes, to: file) }
        return ObjectContent(
            id: id,
            size: bytes.count,
            md5: String(hexadecimal: Insecure.MD5.hash(data: bytes))
        )
    }

    /// Writes beside the place, then moves: a reader sees all of it or nothing.
    private func write(_ bytes: [UInt8], to file: FilePath) throws {
        let part = FilePath(file.string + ".part")
        let descriptor = try FileDescriptor.open(
            part,
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: .ownerReadWrite
        )
        try descriptor.closeAfter {
            _ = try descriptor.writeAll(bytes)
            guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
        guard rename(part.string, file.string) == 0 else { throw Errno(rawValue: errno) }
        let directory = try FileDescriptor.open(folder, .readOnly, options: .closeOnExec)
        try directory.closeAfter {
            guard fsync(directory.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    /// A range of the bytes that these pieces are one after the other.
    func bytes(_ pieces: [ObjectContent], _ range: Range<Int>) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var start = 0
        for piece in pieces {
            let wanted = range.clamped(to: start..<start + piece.size)
            if !wanted.isEmpty {
                try read(piece.id, from: wanted.lowerBound - start, wanted.count, into: &bytes)
            }
            start += piece.size
        }
        return bytes
    }

    private func read(_ id: String, from start: Int, _ count: Int, into bytes: inout [UInt8]) throws
    {
        let file = try FileDescriptor.open(
            folder.appending(id),
            .readOnly,
            options: .closeOnExec
        )
        let found = try file.closeAfter {
            try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                while filled < count {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]
                    )
                    let read = try file.read(
                        fromAbsoluteOffset: Int64(start + filled),
                        into: rest
                    )
                    if read == 0 { break }
                    filled += read
                }
            }
        }
        guard found.count == count else { throw Errno.ioError }
        bytes += found
    }

    /// Removes bytes that nobody refers to any more.
    func remove(_ id: String) {
        // What cannot be removed only takes room; the next start tries again.
        _ = unlink(folder.appending(id).string)
    }

    /// Removes everything but these, and what an earlier run left half done.
    func prune(keeping ids: Set<String>) {
        for name in names() where !ids.contains(name) { remove(name) }
    }

    private func names() -> [String] {
        guard let handle = opendir(folder.string) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    static func bytes(ofHex text: String) -> [UInt8] {
        let digits = text.utf8.map { UInt8($0 < 58 ? $0 - 48 : $0 - 87) }
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            digits[$0] << 4 | digits[$0 + 1]
        }
    }
}
