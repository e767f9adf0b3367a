// SPDX-License-Identifier: Apache-2.0

extension Zip {
    /// Reads an archive's directory and refuses what no package may hold.
    ///
    /// Only the directory at the end counts: what the entries' own headers say can contradict it,
    /// and readers that believe them can be led to see other files. The entries come sorted by
    /// path; of two with the same path the later one counts, as everywhere.
    public static func list(
        _ bytes: [UInt8],
        bounds: Bounds = .lambda
    ) throws(ZipError) -> [ZipListing] {
        guard bytes.count <= bounds.zippedBytesMax else {
            throw .tooLarge(bytes: bytes.count, max: bounds.zippedBytesMax)
        }
        let end = try endRecord(of: bytes)
        var entries: [String: ZipListing] = [:]
        var offset = end.directory
        var unpacked = 0
        for _ in 0..<end.entries {
            let (entry, next) = try record(in: bytes, at: offset, before: end.offset)
            (unpacked, offset) = (unpacked + entry.size, next)
            guard unpacked <= bounds.unzippedBytesMax else {
                throw .tooLargeUnpacked(entry: entry.path, max: bounds.unzippedBytesMax)
            }
            entries[entry.path] = entry
        }
        for path in entries.keys.sorted() { try checkParents(of: path, among: entries) }
        return entries.values.sorted {
            $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
        }
    }

    private struct End {
        var offset: Int
        var entries: Int
        var directory: Int
    }

    private static func endRecord(of bytes: [UInt8]) throws(ZipError) -> End {
        let size = 22
        let last = bytes.count - size
        guard last >= 0 else { throw .notAnArchive }
        let first = max(0, last - Limits.commentBytesMax)
        for offset in stride(from: last, through: first, by: -1)
        where bytes.number32(at: offset) == Signature.end {
            guard let comment = bytes.number16(at: offset + 20),
                offset + size + Int(comment) <= bytes.count,
                let count = bytes.number16(at: offset + 10),
                let length = bytes.number32(at: offset + 12),
                let start = bytes.number32(at: offset + 16)
            else { continue }
            guard count != .max, length != .max, start != .max else { throw .zip64 }
            guard Int(start) + Int(length) <= offset else { throw .damagedDirectory }
            return End(offset: offset, entries: Int(count), directory: Int(start))
        }
        throw .notAnArchive
    }

    private static func record(
        in bytes: [UInt8],
        at offset: Int,
        before end: Int
    ) throws(ZipError) -> (ZipListing, next: Int) {
        guard bytes.number32(at: offset) == Signature.directory,
            let nameSize = bytes.number16(at: offset + 28).map(Int.init),
            let extraSize = bytes.number16(at: offset + 30).map(Int.init),
            let commentSize = bytes.number16(at: offset + 32).map(Int.init),
            let madeBy = bytes.number16(at: offset + 4), let flags = bytes.number16(at: offset + 8),
            let method = bytes.number16(at: offset + 10),
            let checksum = bytes.number32(at: offset + 16),
            let packedSize = bytes.number32(at: offset + 20),
            let size = bytes.number32(at: offset + 24),
            let attributes = bytes.number32(at: offset + 38),
            let start = bytes.number32(at: offset + 42)
        else { throw .damagedDirectory }
        let next = offset + 46 + nameSize + extraSize + commentSize
        guard next <= end else { throw .damagedDirectory }
        let raw = bytes[(offset + 46)..<(offset + 46 + nameSize)]
        let name = String(decoding: raw, as: UTF8.self)
        guard packedSize != .max, size != .max, start != .max else { throw .zip64 }
        guard flags & Flag.encrypted == 0 else { throw .encrypted(entry: name) }
        guard method == Method.stored || method == Method.deflate else {
            throw .unsupportedMethod(entry: name, method: Int(method))
        }
        let isUnix = madeBy >> 8 == madeByUnix
        let (kind, mode) = try kind(of: name, mode: isUnix ? attributes >> 16 : 0)
        let listing = ZipListing(
            path: try ZipPath.checked(name),
            kind: kind,
            size: Int(size),
            mode: mode,
            checksum: checksum,
            packedSize: Int(packedSize),
            method: method,
            offset: Int(start)
        )
        return (listing, next)
    }

    private static func kind(
        of name: String,
        mode: UInt32
    ) throws(ZipError) -> (ZipListing.Kind, UInt32) {
        let rights = mode & 0o777
        if name.hasSuffix("/") { return (.directory, rights == 0 ? 0o755 : rights) }
        return switch mode & UnixMode.kindMask {
        case UnixMode.directory: (.directory, rights == 0 ? 0o755 : rights)
        case UnixMode.link: (.link, 0o777)
        case UnixMode.file, 0: (.file, rights == 0 ? 0o644 : rights)
        default: throw .unsupportedKind(entry: name)
        }
    }

    private static func checkParents(
        of path: String,
        among entries: [String: ZipListing]
    ) throws(ZipError) {
        var parent = path[...]
        while let slash = parent.lastIndex(of: "/") {
            parent = parent[..<slash]
            if let above = entries[String(parent)], above.kind != .directory {
                throw .notADirectory(entry: path, parent: above.path)
            }
        }
    }
}
