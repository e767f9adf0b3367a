// SPDX-License-Identifier: Apache-2.0

/// Bytes that grow by little-endian numbers, the order that zip archives use.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ more: some Sequence<UInt8>) { bytes += more }

    mutating func add16(_ number: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: number))
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    }

    mutating func add32(_ number: UInt32) {
        add16(UInt16(truncatingIfNeeded: number))
        add16(UInt16(truncatingIfNeeded: number >> 16))
    }
}

extension [UInt8] {
    /// The little-endian number at an offset, or `nil` behind the end.
    func number16(at offset: Int) -> UInt16? {
        guard offset >= 0, offset <= count - 2 else { return nil }
        return UInt16(self[offset]) | UInt16(self[offset + 1]) << 8
    }

    /// The little-endian number at an offset, or `nil` behind the end.
    func number32(at offset: Int) -> UInt32? {
        guard let low = number16(at: offset), let high = number16(at: offset + 2) else {
            return nil
        }
        return UInt32(low) | UInt32(high) << 16
    }
}
