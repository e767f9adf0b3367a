// SPDX-License-Identifier: Apache-2.0

/// Ids of keys that say which account they are of, so that a request is led there by its signature
/// alone.
///
/// AWS writes the account into the id as well. Of the eighty bits after `ASIA` forty are the account here
/// and sixteen a sum of the rest, because a real key of somebody's must not be taken for one of the
/// engine's own.
public enum AccountKey {
    private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    private static let bytesCount = 10

    /// Makes an id.
    ///
    /// - Parameters:
    ///   - account: twelve digits.
    ///   - salt: what tells keys of one account apart; its low twenty-four bits count.
    /// - Returns: twenty signs.
    public static func make(account: String, salt: UInt64) -> String {
        let number = UInt64(account) ?? 0
        var bytes = (0..<5).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        bytes += (0..<3).reversed().map { UInt8(truncatingIfNeeded: salt >> (8 * $0)) }
        let sum = sum(of: bytes)
        bytes += [UInt8(sum >> 8), UInt8(sum & 0xff)]
        var text = "ASIA"
        for start in stride(from: 0, to: bytesCount, by: 5) {
            let word = bytes[start..<start + 5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            for shift in stride(from: 35, through: 0, by: -5) {
                text.unicodeScalars.append(Unicode.Scalar(signs[Int(word >> shift & 31)]))
            }
        }
        return text
    }

    /// The account that a key says: the key itself when it is twelve digits, as in other emulators, or
    /// what stands in a key that was made here.
    public static func named(by key: some Collection<UInt8>) -> String? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        if key.count == 12, key.allSatisfy({ digits.contains($0) }) {
            return String(decoding: key, as: UTF8.self)
        }
        return account(of: key)
    }

    /// The account of an id that was made here; `nil` for any other.
    public static func account(of key: some Collection<UInt8>) -> String? {
        guard key.count == 20, key.starts(with: "ASIA".utf8) else { return nil }
        var bytes: [UInt8] = []
        var word: UInt64 = 0
        for (index, sign) in key.dropFirst(4).enumerated() {
            guard let value = value(of: sign) else { return nil }
            word = word << 5 | value
            guard index % 8 == 7 else { continue }
            bytes += (0..<5).reversed().map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
            word = 0
        }
        guard sum(of: bytes[..<8]) == UInt16(bytes[8]) << 8 | UInt16(bytes[9]) else { return nil }
        let number = bytes[..<5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let digits = String(number)
        return digits.utf8.count > 12
            ? nil : String(repeating: "0", count: 12 - digits.utf8.count) + digits
    }

    private static func value(of sign: UInt8) -> UInt64? {
        switch sign {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(sign - UInt8(ascii: "A"))
        case UInt8(ascii: "2")...UInt8(ascii: "7"): UInt64(sign - UInt8(ascii: "2")) + 26
        default: nil
        }
    }

    /// FNV-1a, folded to sixteen bits.
    private static func sum(of bytes: some Sequence<UInt8>) -> UInt16 {
        let hash = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return UInt16(truncatingIfNeeded: hash ^ hash >> 16 ^ hash >> 32 ^ hash >> 48)
    }
}
