// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Writes a CBOR item (RFC 8949) with definite lengths, as Smithy's RPC v2 protocol has it.
struct CBORWriter {
    private var bytes: [UInt8] = []

    static func write(_ value: WireValue) -> [UInt8] {
        var writer = CBORWriter()
        writer.bytes.reserveCapacity(1024)
        writer.write(value)
        return writer.bytes
    }

    private mutating func head(_ kind: UInt8, _ argument: UInt64) {
        let kind = kind << 5
        switch argument {
        case ..<24: bytes.append(kind | UInt8(argument))
        case ...0xff:
            bytes.append(kind | 24)
            big(argument, 1)
        case ...0xffff:
            bytes.append(kind | 25)
            big(argument, 2)
        case ...0xffff_ffff:
            bytes.append(kind | 26)
            big(argument, 4)
        default:
            bytes.append(kind | 27)
            big(argument, 8)
        }
    }

    private mutating func big(_ number: UInt64, _ count: Int) {
        for index in (0..<count).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index))))
        }
    }

    private mutating func write(_ value: WireValue) {
        switch value {
        case .null: bytes.append(0xf6)
        case .bool(let value): bytes.append(value ? 0xf5 : 0xf4)
        case .integer(let value):
            if value < 0 { head(1, UInt64(-1 - value)) } else { head(0, UInt64(value)) }
        case .number(let value): write(value)
        case .string(let text), .text(let text): write(text)
        case .bytes(let value):
            head(2, UInt64(value.count))
            bytes += value
        case .timestamp(let time):
            head(6, 1)
            write(Double(time.millisecondsSince1970) / 1000)
        case .list(let list):
            head(4, UInt64(list.count))
            for element in list { write(element) }
        case .map(let map):
            head(5, UInt64(map.entries.count))
            for entry in map.entries {
                write(entry.key)
                write(entry.value)
            }
        }
    }

    private mutating func write(_ number: Double) {
        bytes.append(0xfb)
        big(number.bitPattern, 8)
    }

    private mutating func write(_ text: String) {
        head(3, UInt64(text.utf8.count))
        bytes += text.utf8
    }
}
