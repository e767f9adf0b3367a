// SPDX-License-Identifier: Apache-2.0

/// Reads the XML that AWS's query services answer: elements and text.
///
/// Attributes, comments and processing instructions are skipped; document types are refused, for
/// nothing good ever comes in one.
struct XMLReader {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The document's root: its name and what it holds.
    static func read(_ bytes: [UInt8]) throws(FormatFault) -> (name: String, value: WireValue) {
        var reader = XMLReader(bytes)
        try reader.skipBetween()
        let root = try reader.element(depth: 0)
        try reader.skipBetween()
        guard reader.position == bytes.count else { throw reader.fault("text after the document") }
        return root
    }

    private func fault(_ text: String) -> FormatFault { FormatFault(text, at: position) }

    private func stands(_ text: StaticString) -> Bool {
        let end = position + text.utf8CodeUnitCount
        let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return end <= bytes.count && bytes[position..<end].elementsEqual(expected)
    }

    private mutating func skip(past text: StaticString) throws(FormatFault) {
        while position < bytes.count {
            if stands(text) {
                position += text.utf8CodeUnitCount
                return
            }
            position += 1
        }
        throw fault("expected '\(text)'")
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
            position += 1
        }
    }

    /// Skips what may stand before and after the root.
    private mutating func skipBetween() throws(FormatFault) {
        if position == 0, stands("\u{feff}") { position = 3 }
        while true {
            skipSpace()
            if stands("<?") {
                try skip(past: "?>")
            } else if stands("<!--") {
                try skip(past: "-->")
            } else {
                return
            }
        }
    }

    private mutating func name() throws(FormatFault) -> String {
        let start = position
        while position < bytes.count,
            ![0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "<")]
                .contains(bytes[position])
        { position += 1 }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        guard !name.isEmpty, !name.hasPrefix("!") else { throw fault("expected an element") }
        return name
    }

    private mutating func element(
        depth: Int
    ) throws(FormatFault) -> (name: String, value: WireValue) {
        guard depth < Limits.depthMax else { throw fault("nested too deeply") }
        guard stands("<") else { throw fault("expected an element") }
        position += 1
        let name = try name()
        if try skipAttributes() { return (name, .text("")) }
        var text = ""
        var children: [WireMap.Entry] = []
        while true {
            if stands("</") {
                position += 2
                guard try self.name() == name else { throw fault("expected '</\(name)>'") }
                try skip(past: ">")
                return (name, Self.value(of: children, text))
            } else if stands("<!--") {
                try skip(past: "-->")
            } else if stands("<![CDATA[") {
                position += 9
                let start = position
                try skip(past: "]]>")
                text += String(decoding: bytes[start..<position - 3], as: UTF8.self)
            } else if stands("<") {
                let child = try element(depth: depth + 1)
                children.append(WireMap.Entry(key: child.name, value: child.value))
            } else {
                text += try run()
            }
        }
    }

    /// Skips up to `>`, past quoted values; true where the element ends at once (`/>`).
    private mutating func skipAttributes() throws(FormatFault) -> Bool {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: ">"): return bytes[position - 2] == UInt8(ascii: "/")
            case UInt8(ascii: "\""): try skip(past: "\"")
            case UInt8(ascii: "'"): try skip(past: "'")
            default: continue
            }
        }
        throw fault("expected '>'")
    }

    /// Text up to the next `<`, with entities replaced.
    private mutating func run() throws(FormatFault) -> String {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        guard position < bytes.count else { throw fault("the document ends early") }
        let raw = String(decoding: bytes[start..<position], as: UTF8.self)
        guard raw.utf8.contains(UInt8(ascii: "&")) else { return raw }
        var text = ""
        var rest = raw[...]
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
            text += rest[..<start]
            guard let end = rest.utf8[start...].firstIndex(of: UInt8(ascii: ";")),
                let character = Self.entity(rest[rest.utf8.index(after: start)..<end])
            else { throw fault("an unknown entity") }
            text.append(character)
            rest = rest[rest.utf8.index(after: end)...]
        }
        return text + rest
    }

    private static func entity(_ name: Substring) -> Character? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.first == "#" else { return nil }
            let digits = name.dropFirst()
            let code =
                digits.first == "x" || digits.first == "X"
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return code.flatMap(Unicode.Scalar.init).map(Character.init)
        }
    }

    /// Children called `member` form a list, `entry` a map, others an object; without any it is text.
    private static func value(of children: [WireMap.Entry], _ text: String) -> WireValue {
        if children.isEmpty { return .text(text) }
        if children.allSatisfy({ $0.key == "member" }) { return .list(children.map(\.value)) }
        if children.allSatisfy({ $0.key == "entry" }),
            let map = QueryMap.map(of: children.map(\.value))
        {
            return .map(map)
        }
        return .map(WireMap(children))
    }
}
