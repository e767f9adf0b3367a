// SPDX-License-Identifier: Apache-2.0

/// Reads JSON in one pass over a feed of bytes, without ever holding more than a piece of it.
///
/// It knows the shapes that counts are recorded in: objects with known keys, arrays, numbers and
/// short words. The caller says what it expects next, so nesting is bounded by the caller.
struct JSONScanner {
    /// The line that is being read, from 1.
    private(set) var line = 1
    private var feed: ByteFeed
    private var piece: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    /// The keys of the objects that are open, to find those that come twice.
    private var keys: [String] = []

    /// Begins at the feed's first byte.
    init(_ feed: ByteFeed) { self.feed = feed }

    /// The next byte that is no white space, without taking it; `nil` at the end.
    mutating func peek() throws -> UInt8? {
        while let byte = try current() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "\n"):
                line += 1
                position += 1
            default: return byte
            }
        }
        return nil
    }

    /// Takes this byte; anything else is a fault.
    mutating func take(_ wanted: UInt8, _ name: @autoclosure () -> String) throws {
        guard try peek() == wanted else { throw try unexpected(name()) }
        position += 1
    }

    /// Reads an object, asking `body` to read the value of each key; no key comes twice.
    mutating func object(
        _ name: @autoclosure () -> String,
        _ body: (inout JSONScanner, String) throws -> Void
    ) throws {
        try take(UInt8(ascii: "{"), "\(name()), a JSON object")
        let before = keys.count
        defer { keys.removeLast(keys.count - before) }
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return
        }
        while true {
            let key = try string("a key of \(name())")
            guard !keys[before...].contains(key) else {
                throw fault("'\(key)' stands twice in \(name())")
            }
            guard keys.count - before < Limits.judgeKeys else {
                throw fault("\(name()) has too many keys")
            }
            keys.append(key)
            try take(UInt8(ascii: ":"), "':' after '\(key)'")
            try body(&self, key)
            if try peek() == UInt8(ascii: "}") {
                position += 1
                return
            }
            try take(UInt8(ascii: ","), "',' or '}' in \(name())")
        }
    }

    /// Reads an array, asking `body` to read each element.
    mutating func array(
        _ name: @autoclosure () -> String,
        _ body: (inout JSONScanner, Int) throws -> Void
    ) throws {
        try take(UInt8(ascii: "["), "\(name()), a JSON array")
        if try peek() == UInt8(ascii: "]") {
            position += 1
            return
        }
        var index = 0
        while true {
            try body(&self, index)
            index += 1
            if try peek() == UInt8(ascii: "]") {
                position += 1
                return
            }
            try take(UInt8(ascii: ","), "',' or ']' in \(name())")
        }
    }

    /// Reads a short word; escapes are not needed in any and are refused.
    mutating func string(_ name: @autoclosure () -> String) throws -> String {
        try take(UInt8(ascii: "\""), "\(name()), in quotes")
        if let end = piece[position...].firstIndex(of: UInt8(ascii: "\"")),
            end - position <= Limits.judgeWord, piece[position..<end].allSatisfy(Self.isPlain)
        {
            defer { position = end + 1 }
            return String(decoding: piece[position..<end], as: UTF8.self)
        }
        // A word that goes over the end of a piece.
        var bytes: [UInt8] = []
        while let byte = try current(), byte != UInt8(ascii: "\n") {
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
            guard Self.isPlain(byte), bytes.count < Limits.judgeWord else {
                throw fault("\(name()) is not a word that is known here")
            }
            bytes.append(byte)
        }
        throw fault("the text ends inside \(name())")
    }

    /// Reads a whole number from 0 to `Limits.judgeCount`.
    mutating func count(_ name: @autoclosure () -> String) throws -> Int {
        guard let first = try peek(), Self.isDigit(first) else {
            let number = try number(name())
            throw fault("\(name()) is \(number); it is a whole number, 0 or more")
        }
        var value = 0
        var digits = 0
        while let byte = try current(), Self.isDigit(byte) {
            if digits < 19 { value = value &* 10 &+ Int(byte &- 48) }
            digits += 1
            position += 1
        }
        if let byte = try current(), [".", "e", "E"].contains(Character(Unicode.Scalar(byte))) {
            throw fault("\(name()) is not a whole number")
        }
        guard digits < 19, value <= Limits.judgeCount else {
            throw fault("\(name()) is over \(Limits.judgeCount)")
        }
        guard digits == 1 || first != 48 else { throw fault("\(name()) begins with 0") }
        return value
    }

    /// Reads a number.
    mutating func number(_ name: @autoclosure () -> String) throws -> Double {
        guard let first = try peek(), Self.isDigit(first) || first == UInt8(ascii: "-") else {
            throw try unexpected("\(name()), a number")
        }
        var bytes: [UInt8] = []
        while let byte = try current(), bytes.count < Limits.judgeWord,
            Self.isDigit(byte) || "+-.eE".utf8.contains(byte)
        {
            bytes.append(byte)
            position += 1
        }
        guard let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite else {
            throw fault("\(name()) is not a number")
        }
        return number
    }

    /// A fault at the present line.
    func fault(_ what: String) -> JudgeFault { JudgeFault(line: line, what) }

    private mutating func unexpected(_ name: @autoclosure () -> String) throws -> JudgeFault {
        guard let byte = try peek() else {
            return fault("the text ends where \(name()) is expected")
        }
        let shown = byte > 32 && byte < 127 ? "'\(Unicode.Scalar(byte))'" : "byte \(byte)"
        return fault("\(shown) stands where \(name()) is expected")
    }

    @inline(__always)
    private mutating func current() throws -> UInt8? {
        if position < piece.count { return piece[position] }
        return try refilled()
    }

    private mutating func refilled() throws -> UInt8? {
        guard !isAtEnd else { return nil }
        try feed.next(&piece)
        position = 0
        isAtEnd = piece.isEmpty
        return piece.first
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 32 && byte != 92 }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
