// SPDX-License-Identifier: Apache-2.0

/// What an archive says of one of its entries.
public struct ZipListing: Hashable, Sendable {
    /// What an entry is.
    public enum Kind: Hashable, Sendable {
        /// A file.
        case file
        /// A directory.
        case directory
        /// A symbolic link; its contents are the path it leads to.
        case link
    }

    /// Where it lies, without `./` before it and `/` behind it.
    public var path: String
    /// What it is.
    public var kind: Kind
    /// Its size when unpacked, in bytes.
    public var size: Int
    /// Its Unix rights, 0 … 0o777; 0o644 or 0o755 where the archive says none.
    public var mode: UInt32

    /// The check sum of its contents.
    var checksum: UInt32
    /// Its size in the archive, in bytes.
    var packedSize: Int
    /// How it is packed: 0 not at all, 8 deflate.
    var method: UInt16
    /// Where in the archive its own header begins.
    var offset: Int
}
