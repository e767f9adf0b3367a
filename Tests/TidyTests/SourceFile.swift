// SPDX-License-Identifier: Apache-2.0
import Glibc

/// One text file of the checkout, with what the rules ask of it.
struct SourceFile: Sendable {
    /// The path from the root of the checkout, with `/`.
    let path: String
    /// The whole text.
    let text: String
    /// The lines as they are.
    let lines: [String]
    /// Of a Swift file, the lines without comments and without the insides of strings.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = path.hasSuffix(".swift") ? CodeOnly.lines(of: text) : []
    }

    /// `SluiceCore` of `Sources/SluiceCore/Plan.swift`, also of a folder below it.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    var folder: String { String(path.dropLast(name.count + 1)) }
    var isSource: Bool { path.hasPrefix("Sources/") && path.hasSuffix(".swift") }
    var isTest: Bool { path.hasPrefix("Tests/") && path.hasSuffix(".swift") }

    /// The numbers of the lines, from 1, whose code has the word where no name runs on before it.
    func linesOfCode(with word: String) -> [Int] {
        guard text.firstByte(of: word) != nil else { return [] }
        return code.indices.filter { code[$0].hasWord(word) }.map { $0 + 1 }
    }
}

extension String {
    /// Whether the word stands here and is not the tail of a longer name (`print(` in `reprint(`).
    func hasWord(_ word: String) -> Bool {
        var start = 0
        while let found = firstByte(of: word, from: start) {
            if found == 0 || word.hasPrefix(".") { return true }
            let before = utf8[utf8.index(utf8.startIndex, offsetBy: found - 1)]
            if !Self.nameBytes.contains(before) { return true }
            start = found + 1
        }
        return false
    }

    /// The offset of the first byte of a text in this one.
    ///
    /// Bytes, because characters are slow.
    func firstByte(of word: String, from start: Int = 0) -> Int? {
        var (hay, needle) = (self, word)
        return hay.withUTF8 { hay in
            needle.withUTF8 { needle in
                var at = start
                while at + needle.count <= hay.count {
                    guard let base = hay.baseAddress, let word = needle.baseAddress,
                        let found = memchr(base + at, Int32(needle[0]), hay.count - at)
                    else { return nil }
                    at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                    if at + needle.count <= hay.count, memcmp(found, word, needle.count) == 0 {
                        return at
                    }
                    at += 1
                }
                return nil
            }
        }
    }

    private static let nameBytes = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_".utf8
    )
}
