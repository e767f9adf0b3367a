// SPDX-License-Identifier: Apache-2.0

/// What bounds the loops and buffers of this room.
enum Limits {
    /// The most entries that an archive without zip64 can name.
    static let entriesMax = 65_535
    /// The longest name that the format can hold, in bytes.
    static let nameBytesMax = 65_535
    /// The largest size or offset that the format can hold without zip64; all ones means "zip64".
    static let sizeMax = 0xffff_fffe
    /// The longest comment behind the last record: how far back that record is looked for.
    static let commentBytesMax = 65_535
}
