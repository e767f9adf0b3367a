// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import FoundationEssentials
import SluiceBase
import SluiceCore
import SluiceWire

/// The form of a journal's lines: `{"hash":"…","entry":{…}}`.
///
/// The hash is SHA-256 over the hash of the line before and the bytes of the entry as they stand
/// in the file, so that a line which was changed, moved or lost is noticed. It detects damage, not
/// malice.
enum JournalLine {
    /// The hash before the first line.
    static let seed = String(repeating: "0", count: 64)

    private static let head = Array(#"{"hash":""#.utf8)
    private static let middle = Array(#"","entry":"#.utf8)
    private static let tail = UInt8(ascii: "}")

    /// The line for an entry, without the line's end, and its hash.
    static func encode(_ entry: Entry, after previous: String) throws -> (
        line: [UInt8], hash: String
    ) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = [UInt8](try encoder.encode(entry))
        let hash = hash(body, after: previous)
        return (head + Array(hash.utf8) + middle + body + [tail], hash)
    }

    /// The entry's bytes and the hash of a line, or `nil` when it does not follow `previous`.
    static func verify(
        _ line: ArraySlice<UInt8>,
        after previous: String
    ) -> (body: ArraySlice<UInt8>, hash: String)? {
        let overhead = head.count + 64 + middle.count + 1
        guard line.count > overhead, line.starts(with: head), line.last == tail else { return nil }
        let hashStart = line.startIndex + head.count
        let found = String(decoding: line[hashStart..<hashStart + 64], as: UTF8.self)
        let afterHash = line[(hashStart + 64)...]
        guard afterHash.starts(with: middle) else { return nil }
        let body = afterHash.dropFirst(middle.count).dropLast()
        return found == hash(Array(body), after: previous) ? (body, found) : nil
    }

    /// The number of the entry in a line that cannot be verified, if it can still be read.
    static func number(in line: ArraySlice<UInt8>) -> Int? {
        struct Loose: Decodable {
            struct Numbered: Decodable { var n: Int }
            var entry: Numbered
        }
        // A line that cannot be read has no number: the caller says so.
        return try? JSONDecoder().decode(Loose.self, from: Data(line)).entry.n
    }

    /// The format that the plan in a first entry names, if there is a plan.
    static func format(of body: ArraySlice<UInt8>) -> Int? {
        struct Loose: Decodable {
            struct Event: Decodable { var started: Started }
            struct Started: Decodable { var plan: Plan }
            struct Plan: Decodable { var format: Int }
            var event: Event
        }
        // Not the line of a plan: the caller says so.
        return try? JSONDecoder().decode(Loose.self, from: Data(body)).event.started.plan.format
    }

    /// The entry in a verified line's body.
    static func decode(_ body: ArraySlice<UInt8>) throws -> Entry {
        // Long journals are read in a hurry. What the quick reader does not take, a duration's parts
        // for example, or a defect that is to be worded, is for the other one.
        if let entry = try? WireJSON.decode(Entry.self, from: Array(body)) { return entry }
        return try JSONDecoder().decode(Entry.self, from: Data(body))
    }

    private static func hash(_ body: [UInt8], after previous: String) -> String {
        var hasher = SHA256()
        hasher.update(data: Array(previous.utf8))
        hasher.update(data: body)
        return String(hexadecimal: hasher.finalize())
    }
}
