// SPDX-License-Identifier: Apache-2.0

/// Takes comments and the insides of strings out of Swift, so that rules see only code.
enum CodeOnly {
    private static let quote = UInt8(ascii: "\"")
    private static let slash = UInt8(ascii: "/")
    private static let hash = UInt8(ascii: "#")
    private static let backslash = UInt8(ascii: "\\")
    private static let newline = UInt8(ascii: "\n")

    /// The code of each line.
    ///
    /// Interpolations count as inside of a string; regex literals are not known.
    static func lines(of text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in lines(of: bytes) }
    }

    private static func lines(of bytes: UnsafeBufferPointer<UInt8>) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == newline {
                lines.append(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
                index += 1
            } else if byte == slash, index + 1 < bytes.count, bytes[index + 1] == slash {
                while index < bytes.count, bytes[index] != newline { index += 1 }
            } else if byte == quote {
                let end = endOfString(bytes, from: index, rawness: rawness(bytes, before: index))
                // A string over several lines keeps its line count.
                for skipped in index..<end where bytes[skipped] == newline {
                    lines.append(String(decoding: line, as: UTF8.self))
                    line.removeAll(keepingCapacity: true)
                }
                line.append(contentsOf: [quote, quote])
                index = end
            } else {
                line.append(byte)
                index += 1
            }
        }
        lines.append(String(decoding: line, as: UTF8.self))
        return lines
    }

    private static func rawness(_ bytes: UnsafeBufferPointer<UInt8>, before start: Int) -> Int {
        var index = start
        while index > 0, bytes[index - 1] == hash { index -= 1 }
        return start - index
    }

    private static func run(
        of byte: UInt8,
        in bytes: UnsafeBufferPointer<UInt8>,
        at start: Int,
        atMost limit: Int
    ) -> Int {
        var count = 0
        while count < limit, start + count < bytes.count, bytes[start + count] == byte {
            count += 1
        }
        return count
    }

    private static func endOfString(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        rawness: Int
    ) -> Int {
        let quotes = run(of: quote, in: bytes, at: start, atMost: 3) == 3 ? 3 : 1
        var index = start + quotes
        while index < bytes.count {
            if bytes[index] == backslash, rawness == 0 {
                index += 2
            } else if run(of: quote, in: bytes, at: index, atMost: quotes) == quotes,
                run(of: hash, in: bytes, at: index + quotes, atMost: rawness) == rawness
            {
                return index + quotes + rawness
            } else if quotes == 1, bytes[index] == newline {
                return index
            } else {
                index += 1
            }
        }
        return bytes.count
    }
}
