// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// Checks whether bytes are one JSON value in UTF-8, without building it.
///
/// The complaint is worded like that of Lambda's own parser (Jackson), which clients have in their tests.
struct JSONText {
    /// What is wrong and where.
    struct Complaint: Error, Equatable {
        var text: String
        var offset: Int
    }

    /// The complaint about a payload as Lambda words it; `nil` when it is good JSON.
    static func complaint(about payload: ByteBuffer) -> String? {
        payload.withUnsafeReadableBytes { bytes -> String? in
            var reader = JSONText(bytes)
            do throws(Complaint) {
                try reader.document()
                return nil
            } catch {
                return "\(error.text)\n at [Source: REDACTED "
                    + "(`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); "
                    + reader.place(of: error.offset) + "]"
            }
        }
    }

    private enum Container { case object, array }

    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private var open: [Container] = []

    private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private mutating func document() throws(Complaint) {
        try value()
        while let container = open.last {
            skipBlanks()
            guard at < bytes.count else { throw ended() }
            let isObject = container == .object
            switch bytes[at] {
            case UInt8(ascii: ","):
                at += 1
                if isObject { try key() }
                try value()
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                at += 1
                open.removeLast()
            default:
                throw unexpected(
                    "was expecting comma to separate \(isObject ? "Object" : "Array") entries"
                )
            }
        }
        skipBlanks()
        if at < bytes.count { throw unexpected("Expected space separating root-level values") }
    }

    /// Reads a scalar, or opens containers until the first scalar or an empty container.
    private mutating func value() throws(Complaint) {
        while true {
            skipBlanks()
            guard at < bytes.count else { throw ended() }
            switch bytes[at] {
            case UInt8(ascii: "{"):
                if try opens(.object, closedBy: UInt8(ascii: "}")) { return }
                try key()
            case UInt8(ascii: "["):
                if try opens(.array, closedBy: UInt8(ascii: "]")) { return }
            case UInt8(ascii: "\""): return try string()
            case UInt8(ascii: "t"): return try word("true")
            case UInt8(ascii: "f"): return try word("false")
            case UInt8(ascii: "n"): return try word("null")
            case UInt8(ascii: "-"), 48...57: return try number()
            default: throw badValue()
            }
        }
    }

    private mutating func opens(_ container: Container, closedBy end: UInt8) throws(Complaint)
        -> Bool
    {
        at += 1
        guard open.count < Limits.jsonDepthMax else {
            throw Complaint(
                text: "Document nesting depth (\(open.count + 1)) exceeds the maximum allowed "
                    + "(\(Limits.jsonDepthMax))",
                offset: at
            )
        }
        skipBlanks()
        if at < bytes.count, bytes[at] == end {
            at += 1
            return true
        }
        open.append(container)
        return false
    }

    private mutating func key() throws(Complaint) {
        skipBlanks()
        guard at < bytes.count else { throw ended() }
        guard bytes[at] == UInt8(ascii: "\"") else {
            throw unexpected("was expecting double-quote to start field name")
        }
        try string()
        skipBlanks()
        guard at < bytes.count else { throw ended() }
        guard bytes[at] == UInt8(ascii: ":") else {
            throw unexpected("was expecting a colon to separate field name and value")
        }
        at += 1
    }

    private mutating func string() throws(Complaint) {
        at += 1
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at += 1
                return
            case UInt8(ascii: "\\"): try escape()
            case 0..<32:
                throw Complaint(
                    text:
                        "Illegal unquoted character (\(Self.described(bytes[at]))): has to be escaped "
                        + "using backslash to be included in string value",
                    offset: at
                )
            case 32..<128: at += 1
            default: try letter()
            }
        }
        throw ended()
    }

    private mutating func escape() throws(Complaint) {
        guard at + 1 < bytes.count else { throw ended() }
        switch bytes[at + 1] {
        case UInt8(ascii: "u"):
            guard at + 5 < bytes.count else { throw ended() }
            for index in at + 2...at + 5 where !Self.isHexadecimal(bytes[index]) {
                at = index
                throw unexpected("expected a hex-digit for character escape sequence")
            }
            at += 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 2
        default:
            throw Complaint(
                text: "Unrecognized character escape \(Self.described(bytes[at + 1]))",
                offset: at + 1
            )
        }
    }

    /// One letter outside ASCII: well-formed UTF-8 (RFC 3629), no surrogates, nothing over U+10FFFF.
    private mutating func letter() throws(Complaint) {
        let first = bytes[at]
        let (more, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0xc2...0xdf: (1, 0x80...0xbf)
            case 0xe0: (2, 0xa0...0xbf)
            case 0xed: (2, 0x80...0x9f)
            case 0xe1...0xef: (2, 0x80...0xbf)
            case 0xf0: (3, 0x90...0xbf)
            case 0xf1...0xf3: (3, 0x80...0xbf)
            case 0xf4: (3, 0x80...0x8f)
            default: throw badUTF8("start", first, offset: at + 1)
            }
        for index in 1...more {
            guard at + index < bytes.count else { throw ended() }
            let byte = bytes[at + index]
            let range = index == 1 ? second : 0x80...0xbf
            guard range.contains(byte) else {
                throw badUTF8("middle", byte, offset: at + index + 1)
            }
        }
        at += more + 1
    }

    private mutating func number() throws(Complaint) {
        if bytes[at] == UInt8(ascii: "-") { at += 1 }
        guard at < bytes.count else { throw ended() }
        guard Self.isDigit(bytes[at]) else {
            throw unexpected("expected digit (0-9) to follow minus sign, for valid numeric value")
        }
        let isZero = bytes[at] == UInt8(ascii: "0")
        at += 1
        if isZero, at < bytes.count, Self.isDigit(bytes[at]) {
            throw Complaint(text: "Invalid numeric value: Leading zeroes not allowed", offset: at)
        }
        skipDigits()
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            try digits("Decimal point not followed by a digit")
        }
        if at < bytes.count, bytes[at] | 32 == UInt8(ascii: "e") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
                at += 1
            }
            try digits("Exponent indicator not followed by a digit")
        }
    }

    private mutating func digits(_ complaint: String) throws(Complaint) {
        guard at < bytes.count else { throw ended() }
        guard Self.isDigit(bytes[at]) else { throw unexpected(complaint) }
        skipDigits()
    }

    private mutating func word(_ expected: StaticString) throws(Complaint) {
        let start = at
        for index in 0..<expected.utf8CodeUnitCount {
            guard at < bytes.count, bytes[at] == expected.utf8Start[index] else {
                throw badWord(from: start)
            }
            at += 1
        }
        if at < bytes.count, Self.isWordPart(bytes[at]) { throw badWord(from: start) }
    }
}

extension JSONText {
    private mutating func skipBlanks() {
        while at < bytes.count, [32, 9, 10, 13].contains(bytes[at]) { at += 1 }
    }

    private mutating func skipDigits() {
        while at < bytes.count, Self.isDigit(bytes[at]) { at += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (97...102).contains(byte | 32)
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        isDigit(byte) || (97...122).contains(byte | 32) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "$")
    }

    private func ended() -> Complaint {
        Complaint(text: "Unexpected end-of-input", offset: bytes.count)
    }

    private func unexpected(_ expectation: String) -> Complaint {
        Complaint(
            text: "Unexpected character (\(Self.described(bytes[at]))): \(expectation)",
            offset: at
        )
    }

    private func badUTF8(_ which: String, _ byte: UInt8, offset: Int) -> Complaint {
        Complaint(
            text: "Invalid UTF-8 \(which) byte 0x\(String(byte, radix: 16))",
            offset: offset
        )
    }

    private mutating func badValue() -> Complaint {
        if Self.isWordPart(bytes[at]) { return badWord(from: at) }
        return unexpected(
            "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
        )
    }

    private mutating func badWord(from start: Int) -> Complaint {
        while at < bytes.count, Self.isWordPart(bytes[at]) { at += 1 }
        if at < bytes.count, bytes[at] >= 0x80 {
            do throws(Complaint) { try letter() } catch { return error }
        }
        let word = String(decoding: bytes[start..<min(at, start + 64)], as: UTF8.self)
        return Complaint(
            text: "Unrecognized token '\(word)': was expecting "
                + "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
            offset: at
        )
    }

    private static func described(_ byte: UInt8) -> String {
        if byte < 32 || (127...159).contains(byte) { return "(CTRL-CHAR, code \(byte))" }
        return "'\(Character(UnicodeScalar(byte)))' (code \(byte))"
    }

    private func place(of offset: Int) -> String {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == 10 } + 1
        let start = (before.lastIndex(of: 10) ?? -1) + 1
        return "line: \(line), column: \(offset - start + 1)"
    }
}
