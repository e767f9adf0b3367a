// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// A journal in an object that is rewritten with each entry, under the condition that it is the one
/// that this process wrote or read last.
///
/// So whoever appends has seen everything before: a driver that was taken over is refused at its
/// next entry. When the object grows long, the next entries go to another one.
actor BucketJournal: KeptJournal {
    nonisolated let place: String
    private let bucket: Bucket
    private let rollout: String
    private var content: JournalContent
    /// The object that is appended to, from 1.
    private var part: Int
    private var bytes: [UInt8]
    private var tag: String?
    private var isTaken = false

    /// A journal that is to be begun: its object comes with its first entry.
    init(_ rollout: String, in bucket: Bucket) {
        self.rollout = rollout
        self.bucket = bucket
        place = "\(bucket.place)\(Self.key(of: rollout))"
        (content, part, bytes, tag) = (JournalContent(), 1, [], nil)
    }

    /// Reads and checks a journal; `nil` when there is none.
    init?(
        reading rollout: String,
        in bucket: Bucket,
        remembering memory: JournalMemory
    ) async throws {
        self.rollout = rollout
        self.bucket = bucket
        place = "\(bucket.place)\(Self.key(of: rollout))"
        guard var last = try await bucket.object(Self.key(of: rollout)) else { return nil }
        var (all, number) = (last.bytes, 1)
        while last.bytes.count >= Limits.journalPartBytes {
            guard all.count < Limits.journalBytesMax else {
                throw FileTrouble.tooLarge(place, limit: Limits.journalBytesMax)
            }
            let key = Self.key(of: rollout, part: number + 1)
            guard let next = try await bucket.object(key) else { break }
            all += next.bytes
            (last, number) = (next, number + 1)
        }
        content = try await memory.content(of: all, path: place)
        (part, bytes, tag) = (number, last.bytes, last.tag)
    }

    /// An object is whole or not there.
    var wasTorn: Bool { content.isTorn }

    func entries() -> [Entry] { content.entries }

    /// Adds one entry and makes it durable.
    ///
    /// - Throws: `LeaseLost` when somebody else wrote since; `AWSFailure` when the store cannot be
    ///   reached.
    func append(_ entry: Entry) async throws {
        precondition(entry.n == content.entries.count + 1, "entries are numbered without gaps")
        if isTaken { throw LeaseLost() }
        let (line, hash) = try JournalLine.encode(entry, after: content.hash)
        let isFull = bytes.count >= Limits.journalPartBytes
        let number = isFull ? part + 1 : part
        let next = (isFull ? [] : bytes) + line + [UInt8(ascii: "\n")]
        let condition =
            isFull ? Bucket.Condition.absent : tag.map { .unchanged($0) } ?? .absent
        let written = try await bucket.write(
            next,
            at: Self.key(of: rollout, part: number),
            condition
        )
        guard case .done(let newTag) = written else {
            isTaken = true
            throw LeaseLost()
        }
        (part, bytes, tag) = (number, next, newTag)
        content.entries.append(entry)
        content.hash = hash
    }

    /// The object of a part: `rollouts/r-….jsonl`, then `….jsonl.0002`.
    static func key(of rollout: String, part: Int = 1) -> String {
        let first = "rollouts/\(rollout).jsonl"
        guard part > 1 else { return first }
        let digits = String(part)
        return "\(first).\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
    }
}
