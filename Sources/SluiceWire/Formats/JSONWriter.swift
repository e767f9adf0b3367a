// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import SluiceBase

/// Writes a JSON document as UTF-8 bytes, without spaces.
struct JSONWriter {
    private var bytes: [UInt8] = []

    static func write(_ value: WireValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.bytes.reserveCapacity(1024)
        writer.write(value)
        return writer.bytes
    }

    private mutating func write(_ value: WireValue) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value): writeNumber(value)
        case .string(let value), .text(let value): writeString(value)
        case .bytes(let value):
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: Data(value).base64EncodedData())
            bytes.append(UInt8(ascii: "\""))
        case .timestamp(let time): bytes.append(contentsOf: Self.seconds(time).utf8)
        case .list(let list): writeList(list)
        case .map(let map): writeMap(map)
        }
    }

    private mutating func writeList(_ list: [WireValue]) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in list.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func writeMap(_ map: WireMap) {
        bytes.append(UInt8(ascii: "{"))
        for (index, entry) in map.entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            writeString(entry.key)
            bytes.append(UInt8(ascii: ":"))
            write(entry.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func writeNumber(_ value: Double) {
        // JSON has no word for these; AWS's protocols put the words in quotes.
        if value.isFinite {
            bytes.append(contentsOf: Self.text(of: value).utf8)
        } else {
            writeString(Self.text(of: value))
        }
    }

    /// The shortest text that reads back as the same number.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return value.description
    }

    /// Seconds with at most three decimals, exact where a `Double` would not be.
    private static func seconds(_ time: Timestamp) -> String {
        let milliseconds = time.millisecondsSince1970
        let (whole, rest) = (milliseconds.magnitude / 1000, milliseconds.magnitude % 1000)
        let sign = milliseconds < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        let digits = String(rest)
        return "\(sign)\(whole).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
    }

    private mutating func writeString(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { units in
            var start = 0
            for index in 0..<units.count {
                let unit = units[index]
                guard unit < 0x20 || unit == UInt8(ascii: "\"") || unit == UInt8(ascii: "\\") else {
                    continue
                }
                bytes.append(contentsOf: units[start..<index])
                writeEscape(unit)
                start = index + 1
            }
            bytes.append(contentsOf: units[start..<units.count])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscape(_ unit: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch unit {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(unit)
        case 0x0a: bytes.append(UInt8(ascii: "n"))
        case 0x0d: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(Hex.lower[Int(unit >> 4)])
            bytes.append(Hex.lower[Int(unit & 15)])
        }
    }
}
