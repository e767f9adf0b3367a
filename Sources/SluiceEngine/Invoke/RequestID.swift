// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// The id of an invocation: a UUID, kept as two words because it is compared on the hot path.
struct RequestID: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// Draws a version 4 UUID.
    init(from random: inout SeededRandom) {
        high = random.next() & 0xffff_ffff_ffff_0fff | 0x4000
        low = random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    }

    /// Reads a UUID in lower or upper case; `nil` for anything else.
    init?(_ text: some StringProtocol) {
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (index, byte) in text.utf8.enumerated() {
            if byte == UInt8(ascii: "-"), [8, 13, 18, 23].contains(index) { continue }
            guard let digit = Self.value(byte), digits < 32 else { return nil }
            if digits < 16 {
                words.0 = words.0 << 4 | digit
            } else {
                words.1 = words.1 << 4 | digit
            }
            digits += 1
        }
        guard digits == 32, text.utf8.count == 36 else { return nil }
        (high, low) = words
    }

    /// The UUID in lower case.
    var description: String {
        String(unsafeUninitializedCapacity: 36) { bytes in
            var (high, low) = (high, low)
            for index in stride(from: 35, through: 0, by: -1) {
                if index == 8 || index == 13 || index == 18 || index == 23 {
                    bytes[index] = UInt8(ascii: "-")
                    continue
                }
                let isLow = index > 18
                let digit = UInt8(truncatingIfNeeded: isLow ? low & 15 : high & 15)
                bytes[index] = digit < 10 ? 48 + digit : 87 + digit
                if isLow { low >>= 4 } else { high >>= 4 }
            }
            return 36
        }
    }

    private static func value(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 48...57: UInt64(byte - 48)
        case 65...70, 97...102: UInt64((byte | 32) - 87)
        default: nil
        }
    }
}
