// SPDX-License-Identifier: Apache-2.0

/// Cyclic redundancy checks, bit by bit reflected, by table.
struct CyclicSum<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private let table: [Word]

    /// Makes the table of a polynomial, in its reflected form.
    init(_ polynomial: Word) {
        table = (0..<256).map { index in
            (0..<8).reduce(Word(index)) { word, _ in
                word & 1 == 1 ? (word >> 1) ^ polynomial : word >> 1
            }
        }
    }

    /// The sum of bytes, its highest byte first.
    func sum(_ bytes: [UInt8]) -> [UInt8] {
        let sum = ~table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBufferPointer { bytes in
                var word = Word.max
                for byte in bytes {
                    word = table[Int(truncatingIfNeeded: (word ^ Word(byte)) & 0xff)] ^ (word >> 8)
                }
                return word
            }
        }
        return (0..<Word.bitWidth / 8).reversed().map { place in
            UInt8(truncatingIfNeeded: sum >> Word(place * 8))
        }
    }
}

/// The checks that S3 knows.
enum CyclicSums {
    /// CRC-32, as in zip.
    static let crc32 = CyclicSum<UInt32>(0xedb8_8320)
    /// CRC-32C (Castagnoli).
    static let crc32c = CyclicSum<UInt32>(0x82f6_3b78)
    /// CRC-64/NVME.
    static let crc64nvme = CyclicSum<UInt64>(0x9a6c_9329_ac4b_c9b5)
}
