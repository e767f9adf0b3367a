// SPDX-License-Identifier: Apache-2.0

extension Zip {
    /// Packs entries into an archive whose bytes depend on their paths, contents and executable bits alone.
    ///
    /// Entries are sorted by path, dated 1980-01-01, have the rights 755 or 644 and no extra
    /// fields: so Lambda's CodeSha256 changes exactly when something in the package does.
    /// Directories are not written, they follow from the paths.
    public static func pack(_ entries: [ZipEntry]) throws(ZipError) -> [UInt8] {
        guard entries.count <= Limits.entriesMax else {
            throw .tooManyEntries(entries.count)
        }
        let sorted = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        var archive = ByteWriter()
        var directory = ByteWriter()
        var last: String?
        for entry in sorted {
            let path = try ZipPath.checked(entry.path)
            guard path == entry.path else { throw .badName(entry: entry.path) }
            guard path != last else { throw .duplicate(entry: path) }
            last = path
            let packed = Deflate.pack(entry.contents)
            let header = header(of: entry, packed: packed)
            let offset = archive.bytes.count
            guard offset <= Limits.sizeMax, entry.contents.count <= Limits.sizeMax else {
                throw .zip64
            }
            archive.add32(Signature.local)
            archive.add(header)
            archive.add(entry.path.utf8)
            archive.add(packed ?? entry.contents)
            add(entry, header: header, offset: offset, to: &directory)
        }
        let start = archive.bytes.count
        guard start + directory.bytes.count <= Limits.sizeMax else { throw .zip64 }
        archive.add(directory.bytes)
        addEnd(entries: entries.count, size: directory.bytes.count, at: start, to: &archive)
        return archive.bytes
    }

    /// What the entry's own header and the directory say alike, from "version needed" on.
    private static func header(of entry: ZipEntry, packed: [UInt8]?) -> [UInt8] {
        var header = ByteWriter()
        header.add16(versionNeeded)
        header.add16(entry.path.utf8.allSatisfy { $0 < 0x80 } ? 0 : Flag.utf8)
        header.add16(packed == nil ? Method.stored : Method.deflate)
        header.add16(0)  // 00:00:00
        header.add16(1 << 5 | 1)  // 1980-01-01, the earliest date that the format knows
        header.add32(Deflate.checksum(entry.contents))
        header.add32(UInt32(truncatingIfNeeded: (packed ?? entry.contents).count))
        header.add32(UInt32(truncatingIfNeeded: entry.contents.count))
        header.add16(UInt16(truncatingIfNeeded: entry.path.utf8.count))
        header.add16(0)  // no extra fields
        return header.bytes
    }

    private static func add(
        _ entry: ZipEntry,
        header: [UInt8],
        offset: Int,
        to directory: inout ByteWriter
    ) {
        directory.add32(Signature.directory)
        directory.add16(madeByUnix << 8 | versionNeeded)
        directory.add(header)
        directory.add16(0)  // no comment
        directory.add16(0)  // first disk
        directory.add16(0)  // no internal attributes
        let mode: UInt32 = UnixMode.file | (entry.isExecutable ? 0o755 : 0o644)
        directory.add32(mode << 16)
        directory.add32(UInt32(truncatingIfNeeded: offset))
        directory.add(entry.path.utf8)
    }

    private static func addEnd(
        entries: Int,
        size: Int,
        at offset: Int,
        to archive: inout ByteWriter
    ) {
        archive.add32(Signature.end)
        archive.add16(0)  // this disk
        archive.add16(0)  // the directory's disk
        archive.add16(UInt16(truncatingIfNeeded: entries))
        archive.add16(UInt16(truncatingIfNeeded: entries))
        archive.add32(UInt32(truncatingIfNeeded: size))
        archive.add32(UInt32(truncatingIfNeeded: offset))
        archive.add16(0)  // no comment
    }
}
