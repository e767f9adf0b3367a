// SPDX-License-Identifier: Apache-2.0

/// Cuts what a worker writes into lines, and keeps the end of an invocation's log.
struct LogCapture {
    private var partial: [UInt8] = []
    /// The last bytes of the current invocation's log; `nil` when nobody wants them.
    private(set) var tail: [UInt8]?

    /// Starts the log of an invocation.
    mutating func begin(keepsTail: Bool) { tail = keepsTail ? [] : nil }

    /// Takes what was read; the lines that are whole now are handed to `line`.
    mutating func take(_ bytes: UnsafeRawBufferPointer, line: (String) -> Void) {
        note(bytes)
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            emit(rest[..<end], line)
            rest = rest[(end + 1)...]
        }
        while partial.count + rest.count >= Limits.logLineBytesMax {
            let cut = rest.index(rest.startIndex, offsetBy: Limits.logLineBytesMax - partial.count)
            emit(rest[..<cut], line)
            rest = rest[cut...]
        }
        partial += rest
    }

    /// Hands out the last line even though it has no end: the process or the invocation is over.
    mutating func flush(line: (String) -> Void) {
        guard !partial.isEmpty else { return }
        // The tail has its bytes already.
        Array("\n".utf8).withUnsafeBytes { note($0) }
        emit(UnsafeRawBufferPointer(start: nil, count: 0)[...], line)
    }

    /// Notes a line that Lambda wrote itself.
    mutating func note(_ line: String) {
        guard tail != nil else { return }
        var line = line + "\n"
        line.withUTF8 { note(UnsafeRawBufferPointer($0)) }
    }

    private mutating func note(_ bytes: UnsafeRawBufferPointer) {
        guard tail != nil else { return }
        tail? += bytes.suffix(Limits.logTailBytes)
        let excess = (tail?.count ?? 0) - Limits.logTailBytes
        if excess > 0 { tail?.removeFirst(excess) }
    }

    private mutating func emit(_ bytes: Slice<UnsafeRawBufferPointer>, _ line: (String) -> Void) {
        var rest = bytes
        // A line that came whole in one read may still be longer than the limit.
        while partial.count + rest.count > Limits.logLineBytesMax {
            let cut = rest.index(rest.startIndex, offsetBy: Limits.logLineBytesMax - partial.count)
            line(text(rest[..<cut]))
            rest = rest[cut...]
        }
        line(text(rest))
    }

    private mutating func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        guard !partial.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
        defer { partial = [] }
        return String(decoding: partial + bytes, as: UTF8.self)
    }
}
