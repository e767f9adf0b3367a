// SPDX-License-Identifier: Apache-2.0

/// Some of the 256 bytes.
struct ByteSet: Hashable, Sendable {
    private var words: [UInt64] = [0, 0, 0, 0]

    /// No byte.
    init() {}

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { insert(byte) }
    }

    static let all = ByteSet(UInt8.min...UInt8.max)
    static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    static let blanks = ByteSet(" \t\n\r\u{0B}\u{0C}".utf8)
    static let word = ByteSet(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_".utf8
    )

    /// All bytes that are not in it.
    var inverted: ByteSet {
        var other = self
        other.words = words.map { ~$0 }
        return other
    }

    mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    mutating func formUnion(_ other: ByteSet) {
        for place in words.indices { words[place] |= other.words[place] }
    }

    func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0
    }
}
