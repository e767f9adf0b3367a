// SPDX-License-Identifier: Apache-2.0

// The numbers of the format (PKWARE's APPNOTE 6.3, sections 4.3 to 4.5).

/// What a record begins with.
enum Signature {
    static let local: UInt32 = 0x0403_4b50
    static let directory: UInt32 = 0x0201_4b50
    static let end: UInt32 = 0x0605_4b50
}

/// How an entry is packed.
enum Method {
    static let stored: UInt16 = 0
    static let deflate: UInt16 = 8
}

/// Bits of an entry's general-purpose flag.
enum Flag {
    static let encrypted: UInt16 = 1 << 0
    static let utf8: UInt16 = 1 << 11
}

/// The kind of a file in a Unix mode.
enum UnixMode {
    static let kindMask: UInt32 = 0o170_000
    static let file: UInt32 = 0o100_000
    static let directory: UInt32 = 0o040_000
    static let link: UInt32 = 0o120_000
}

/// 2.0: deflate and directories.
let versionNeeded: UInt16 = 20
/// The system whose modes the directory holds.
let madeByUnix: UInt16 = 3
