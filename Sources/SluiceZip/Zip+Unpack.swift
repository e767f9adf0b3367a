// SPDX-License-Identifier: Apache-2.0
import Glibc
public import SystemPackage

extension Zip {
    /// The unpacked bytes of an entry of this archive.
    public static func contents(
        of entry: ZipListing,
        in bytes: [UInt8]
    ) throws(ZipError) -> [UInt8] {
        let header = entry.offset
        guard bytes.number32(at: header) == Signature.local,
            let nameSize = bytes.number16(at: header + 26),
            let extraSize = bytes.number16(at: header + 28)
        else { throw .damaged(entry: entry.path) }
        let start = header + 30 + Int(nameSize) + Int(extraSize)
        guard start + entry.packedSize <= bytes.count else { throw .damaged(entry: entry.path) }
        let packed = bytes[start..<(start + entry.packedSize)]
        let unpacked =
            entry.method == Method.stored
            ? Array(packed) : Deflate.unpack(packed, size: entry.size)
        guard let unpacked, unpacked.count == entry.size,
            Deflate.checksum(unpacked) == entry.checksum
        else { throw .damaged(entry: entry.path) }
        return unpacked
    }

    /// Unpacks an archive into a directory, which is made when it is not there.
    ///
    /// Files become read-only and keep the rest of their rights; links are made last, so that
    /// nothing is ever written through one. Nothing is overwritten. When it throws, what was
    /// already unpacked stays: the caller throws the directory away.
    ///
    /// - Returns: What was unpacked, sorted by path.
    @discardableResult
    public static func unpack(
        _ bytes: [UInt8],
        into directory: FilePath,
        bounds: Bounds = .lambda
    ) throws(ZipError) -> [ZipListing] {
        let entries = try list(bytes, bounds: bounds)
        var made: Set<String> = []
        try makeDirectory(directory)
        for entry in entries where entry.kind != .link {
            try makeParents(of: entry, below: directory, made: &made)
            guard entry.kind == .file else { continue }
            let contents = try contents(of: entry, in: bytes)
            let mode = entry.mode & 0o555 | 0o400
            try write(contents, to: directory.appending(entry.path), mode: mode)
        }
        for entry in entries where entry.kind == .link {
            let target = String(decoding: try contents(of: entry, in: bytes), as: UTF8.self)
            try ZipPath.check(link: entry.path, leadsTo: target)
            let path = directory.appending(entry.path)
            try makeParents(of: entry, below: directory, made: &made)
            guard symlink(target, path.string) == 0 else {
                throw .system(path: path.string, Errno(rawValue: errno))
            }
        }
        return entries
    }

    private static func makeParents(
        of entry: ZipListing,
        below root: FilePath,
        made: inout Set<String>
    ) throws(ZipError) {
        var names = entry.path.split(separator: "/")
        if entry.kind != .directory { names.removeLast() }
        for index in names.indices {
            let path = names[...index].joined(separator: "/")
            if made.insert(path).inserted { try makeDirectory(root.appending(path)) }
        }
    }

    private static func makeDirectory(_ path: FilePath) throws(ZipError) {
        guard mkdir(path.string, 0o755) != 0, errno != EEXIST else { return }
        throw .system(path: path.string, Errno(rawValue: errno))
    }

    private static func write(
        _ contents: [UInt8],
        to path: FilePath,
        mode: UInt32
    ) throws(ZipError) {
        do {
            let file = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
                permissions: .ownerReadWrite
            )
            try file.closeAfter {
                _ = try file.writeAll(contents)
                // Not by `open`, which would take the process's mask off.
                guard fchmod(file.rawValue, mode) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch let error as Errno {
            throw .system(path: path.string, error)
        } catch {
            throw .system(path: path.string, .ioError)
        }
    }
}
