// SPDX-License-Identifier: Apache-2.0

/// Bodies that a client packed: one gzip member (RFC 1952).
public enum Gzip {
    /// The bytes, packed.
    public static func pack(_ bytes: [UInt8]) -> [UInt8] {
        // No time and no name: the same bytes are packed to the same ones everywhere.
        var packed: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
        packed += Deflate.pack(bytes) ?? Deflate.stored(bytes)
        func add(_ number: UInt32) {
            packed += (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
        }
        add(Deflate.checksum(bytes))
        add(UInt32(truncatingIfNeeded: bytes.count))
        return packed
    }

    /// The unpacked bytes; `nil` when they are damaged or more than `max`.
    ///
    /// The length that the last four bytes announce is insisted upon, so nothing larger is ever made.
    public static func unpack(_ bytes: [UInt8], max: Int) -> [UInt8]? {
        guard bytes.count >= 18, bytes[0] == 0x1f, bytes[1] == 0x8b, bytes[2] == 8,
            let start = end(ofHeader: bytes), start + 8 <= bytes.count
        else { return nil }
        let trailer = bytes.count - 8
        func number(at offset: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        let size = number(at: trailer + 4)
        guard size <= max, let unpacked = Deflate.unpack(bytes[start..<trailer], size: size),
            Int(Deflate.checksum(unpacked)) == number(at: trailer)
        else { return nil }
        return unpacked
    }

    /// Where the packed bytes begin, past the header's optional fields.
    private static func end(ofHeader bytes: [UInt8]) -> Int? {
        let flags = bytes[3]
        var position = 10
        if flags & 4 != 0 {
            guard position + 2 <= bytes.count else { return nil }
            position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
        }
        // A name and a comment, each up to a zero.
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard position < bytes.count, let zero = bytes[position...].firstIndex(of: 0) else {
                return nil
            }
            position = zero + 1
        }
        if flags & 2 != 0 { position += 2 }
        return position <= bytes.count ? position : nil
    }
}
