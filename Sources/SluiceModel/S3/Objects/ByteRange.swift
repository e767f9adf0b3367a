// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// The bytes that a `Range` header asks for.
enum ByteRange {
    /// The range within so many bytes; `nil` where the header asks for nothing that is one range.
    ///
    /// - Throws: 416 `InvalidRange` when none of the bytes are there.
    static func read(_ text: String?, of size: Int) throws(AWSFailure) -> Range<Int>? {
        guard let text, text.hasPrefix("bytes="), !text.contains(",") else { return nil }
        let parts = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        switch (Int(parts[0]), Int(parts[1])) {
        case (let first?, let last?) where first <= last:
            return try within(first..<min(last, size - 1) + 1, size, first)
        case (let first?, nil) where parts[1].isEmpty:
            return try within(first..<max(first, size), size, first)
        case (nil, let count?) where parts[0].isEmpty:
            if count == 0 { throw .invalidRange }
            return size == 0 ? nil : max(0, size - count)..<size
        default: return nil
        }
    }

    private static func within(
        _ range: @autoclosure () -> Range<Int>,
        _ size: Int,
        _ first: Int
    ) throws(AWSFailure) -> Range<Int> {
        guard first < size else { throw .invalidRange }
        return range()
    }
}
