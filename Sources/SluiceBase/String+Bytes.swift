// SPDX-License-Identifier: Apache-2.0
import Glibc

extension String {
    /// Where a text of ASCII first stands in this one; `nil` where it does not.
    ///
    /// Compares bytes, where the standard library's `firstRange(of:)` walks over characters.
    public func range(ofASCII text: StaticString) -> Range<Index>? {
        let count = text.utf8CodeUnitCount
        var whole = self
        let found = whole.withUTF8 { bytes -> Int? in
            guard let start = bytes.baseAddress, bytes.count >= count else { return nil }
            return (0...bytes.count - count).first {
                memcmp(start + $0, text.utf8Start, count) == 0
            }
        }
        guard let found else { return nil }
        let lower = utf8.index(startIndex, offsetBy: found)
        return lower..<utf8.index(lower, offsetBy: count)
    }

    /// Whether a text of ASCII stands somewhere in this one.
    public func contains(ascii text: StaticString) -> Bool { range(ofASCII: text) != nil }
}
