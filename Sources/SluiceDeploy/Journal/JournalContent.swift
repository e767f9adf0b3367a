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
    init(_ bytes: [UInt8], path: String, after known: JournalContent? = nil) async throws {
        if let known { self = known }
        var bodies: [ArraySlice<UInt8>] = []
        var damage: (any Error)?
        do {
            try verify(bytes, into: &bodies, path: path)
        } catch {
            damage = error
        }
        entries += try await Self.entries(in: bodies, after: entries.count, path: path)
        // What stands before the damage was in order.
        if let damage { throw damage }
        // Every line that is whole is taken or thrown above.
        if entries.isEmpty { throw JournalDamage.unbegun(path: path) }
    }

    /// Follows the chain of hashes through the lines that are new; their bodies.
    private mutating func verify(
        _ bytes: [UInt8],
        into bodies: inout [ArraySlice<UInt8>],
        path: String
    ) throws {
        // A crash of the machine may leave zeros where the end was to be written.
        let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        isTorn = end < bytes.count
        var start = goodBytes
        while start < end {
            let newline = bytes[start..<end].firstIndex(of: UInt8(ascii: "\n"))
            let line = bytes[start..<(newline ?? end)]
            let number = entries.count + bodies.count + 1
            if let body = try take(line, number, isWhole: newline != nil, path: path) {
                bodies.append(body)
                goodBytes = newline.map { $0 + 1 } ?? end
            } else {
                isTorn = true
            }
            start = newline.map { $0 + 1 } ?? end
        }
    }

    /// Takes one line; its body, or `nil` when it is torn.
    private mutating func take(
        _ line: ArraySlice<UInt8>,
        _ number: Int,
        isWhole: Bool,
        path: String
    ) throws -> ArraySlice<UInt8>? {
        guard let (body, hash) = JournalLine.verify(line, after: hash) else {
            if !isWhole { return nil }
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
        self.hash = hash
        lacksNewline = !isWhole
        return body
    }

    /// The entries in verified bodies; those of a long journal are decoded side by side.
    private static func entries(
        in bodies: [ArraySlice<UInt8>],
        after count: Int,
        path: String
    ) async throws -> [Entry] {
        guard bodies.count > Limits.entriesDecodedAtOnce else {
            return try decode(bodies[...], after: count, path: path)
        }
        return try await withThrowingTaskGroup(of: Part.self) { group in
            for start in stride(from: 0, to: bodies.count, by: Limits.entriesDecodedAtOnce) {
                let part = bodies[start..<min(start + Limits.entriesDecodedAtOnce, bodies.count)]
                group.addTask {
                    Part(
                        start: start,
                        result: Result { try decode(part, after: count, path: path) }
                    )
                }
            }
            let parts = try await group.reduce(into: []) { $0.append($1) }
            // The first damage is the one to tell of.
            return try parts.sorted { $0.start < $1.start }.flatMap { try $0.result.get() }
        }
    }

    /// Some entries of a long journal.
    ///
    /// Not a tuple, for the reason that `JournalStore.Read` gives.
    private struct Part: Sendable {
        let start: Int
        let result: Result<[Entry], any Error>
    }

    private static func decode(
        _ bodies: ArraySlice<ArraySlice<UInt8>>,
        after count: Int,
        path: String
    ) throws -> [Entry] {
        try bodies.indices.map { index in
            let entry = try JournalLine.decode(bodies[index])
            let number = count + index + 1
            guard entry.n == number else { throw JournalDamage.changed(path: path, line: number) }
            return entry
        }
    }
}
