// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// What a journal's bytes hold once every line has been checked.
struct JournalContent: Sendable {
    /// The entries, in order.
    var entries: [Entry] = []
    /// The hash of the last good line.
    var hash = JournalLine.seed
    /// How many bytes the good lines take.
    var goodBytes = 0
    /// Whether the last good line lacks its line end.
    var lacksNewline = false
    /// Whether a torn last line was left out.
    var isTorn = false

    init() {}

    /// Reads and checks; only the last line may be torn, any other damage is thrown.
    ///
    /// With `known`, what the beginning of these bytes holds is not read again.
    init(_ bytes: [UInt8], path: String, after known: JournalContent? = nil) throws {
        if let known { self = known }
        // A crash of the machine may leave zeros where the end was to be written.
        let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        isTorn = end < bytes.count
        var start = goodBytes
        while start < end {
            let newline = bytes[start..<end].firstIndex(of: UInt8(ascii: "\n"))
            let line = bytes[start..<(newline ?? end)]
            if try take(line, isWhole: newline != nil, path: path) {
                goodBytes = newline.map { $0 + 1 } ?? end
            } else {
                isTorn = true
            }
            start = newline.map { $0 + 1 } ?? end
        }
        // Every line that is whole is taken or thrown above.
        if entries.isEmpty { throw JournalDamage.unbegun(path: path) }
    }

    /// Takes one line; `false` when it is torn.
    private mutating func take(
        _ line: ArraySlice<UInt8>,
        isWhole: Bool,
        path: String
    ) throws -> Bool {
        let number = entries.count + 1
        guard let (body, hash) = JournalLine.verify(line, after: hash) else {
            if !isWhole { return false }
            if let found = JournalLine.number(in: line), found > number {
                throw JournalDamage.missing(
                    path: path,
                    line: number,
                    expected: number,
                    found: found
                )
            }
            throw JournalDamage.changed(path: path, line: number)
        }
        if number == 1 {
            guard let format = JournalLine.format(of: body) else {
                throw JournalDamage.empty(path: path)
            }
            if format > Plan.currentFormat {
                throw JournalDamage.newer(path: path, format: format)
            }
        }
        let entry = try JournalLine.decode(body)
        guard entry.n == number else { throw JournalDamage.changed(path: path, line: number) }
        entries.append(entry)
        self.hash = hash
        lacksNewline = !isWhole
        return true
    }
}
