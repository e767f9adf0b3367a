// SPDX-License-Identifier: Apache-2.0

/// Chance that can be repeated: SplitMix64 (Steele, Lea and Flood, 2014) from a seed.
///
/// It is passed down and forked per purpose, never shared: then one place's draws do not move
/// another's. It is no source of secrets.
///
/// ```swift
/// var random = SeededRandom(seed: 7)
/// var routing = random.fork("routing")
/// let draw = routing.fraction()
/// ```
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence that belongs to this seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A draw from 0 up to, but without, 1.
    public mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A sequence of its own for one purpose; the same purpose gives the same sequence.
    public func fork(_ purpose: String) -> SeededRandom {
        // FNV-1a over the purpose, mixed with where this sequence stands.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ state
        for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        var seed = SeededRandom(seed: hash)
        return SeededRandom(seed: seed.next())
    }

    /// A UUID's text in lower case, version 4, drawn from this sequence.
    public mutating func uuid() -> String {
        var bytes: [UInt8] = []
        for word in [next(), next()] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var end = 0
            func write(_ unit: UInt8) {
                buffer[end] = unit
                end += 1
            }
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    write(UInt8(ascii: "-"))
                }
                write(Self.hex(byte >> 4))
                write(Self.hex(byte & 15))
            }
            return end
        }
    }

    private static func hex(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
