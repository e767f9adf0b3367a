// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct JournalTests {
    private let folder: Folder
    private let path: FilePath

    init() throws {
        folder = try Folder()
        path = folder.path.appending("r-1.jsonl")
    }

    private func entries() throws -> [Entry] {
        let plan = try Plan(.sample(), given: .serving41(), rollout: "r-1")
        let events: [Event] = [
            .started(plan: plan), .driving, .started42,
            .sawAlias(action: .readAlias(attempt: 0), state: .split),
            .finished(outcome: .promoted),
        ]
        return events.enumerated().map {
            Entry(n: $0 + 1, at: Timestamp(second: 1_000_000 + Int64($0)), event: $1)
        }
    }

    /// A journal of five lines.
    private func written() async throws -> [String] {
        let journal = try FileJournal.create(at: path)
        for entry in try entries() { try await journal.append(entry) }
        return try lines()
    }

    private func lines() throws -> [String] {
        try folder.text("r-1.jsonl").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    private func rewrite(_ lines: [String]) throws {
        try folder.write(lines.joined(separator: "\n"), to: "r-1.jsonl")
    }

    @Test func `the quick reader reads what seconds bring, and rounds nothing`() throws {
        let windows = [1, 2].map { index in
            Observation.Window(
                start: Timestamp(second: 1_000_000 + index),
                stable: Counts(failures: 0, calls: 14),
                candidate: Counts(failures: 1, calls: 4)
            )
        }
        let observation = Observation(windows: windows, until: Timestamp(second: 1_000_003))
        let entry = Entry(
            n: 7,
            at: Timestamp(millisecondsSince1970: 1_000_003_120),
            event: .observed(poll: 3, observation: observation)
        )
        let (line, _) = try JournalLine.encode(entry, after: JournalLine.seed)
        let (body, _) = try #require(JournalLine.verify(line[...], after: JournalLine.seed))
        #expect(try WireJSON.decode(Entry.self, from: Array(body)) == entry)
        let plan = try #require(try entries().first)
        let (begun, _) = try JournalLine.encode(plan, after: JournalLine.seed)
        let (long, _) = try #require(JournalLine.verify(begun[...], after: JournalLine.seed))
        // A duration's lower half takes all 64 bits.
        #expect(throws: (any Error).self) {
            try WireJSON.decode(Entry.self, from: Array(long))
        }
        #expect(try JournalLine.decode(long) == plan)
    }

    @Test func `the quick reader takes no text for a number, and nothing for no list`() throws {
        let texts = Array(#"["Infinity","NaN"]"#.utf8)
        #expect(
            try WireJSON.decode([PropertyValue].self, from: texts)
                == [.string("Infinity"), .string("NaN")]
        )
        #expect(throws: (any Error).self) {
            try WireJSON.decode(Observation.self, from: Array(#"{"until":5}"#.utf8))
        }
    }

    @Test func `what was appended is read again, line by line`() async throws {
        let lines = try await written()
        #expect(lines.count == 6)
        #expect(lines[5].isEmpty)
        #expect(lines[0].hasPrefix(#"{"hash":""#))
        #expect(try await FileJournal.open(at: path).entries() == entries())
    }

    @Test(arguments: [1, 40, 150])
    func `a torn last line is left out and cut off by the next append`(kept: Int) async throws {
        var lines = try await written()
        lines.removeLast()
        lines[4] = String(lines[4].prefix(kept))
        try rewrite(lines)
        let journal = try await FileJournal.open(at: path)
        #expect(await journal.wasTorn)
        #expect(await journal.entries() == Array(try entries().prefix(4)))
        try await journal.append(try entries()[4])
        let again = try await FileJournal.open(at: path)
        #expect(await !again.wasTorn)
        #expect(await again.entries() == (try entries()))
    }

    @Test func `a last line that lacks only its end counts, and gets its end`() async throws {
        var lines = try await written()
        lines.removeLast(2)
        try rewrite(lines)
        let journal = try await FileJournal.open(at: path)
        #expect(await !journal.wasTorn)
        try await journal.append(try entries()[4])
        #expect(try await FileJournal.open(at: path).entries() == entries())
    }

    @Test func `zeros at the end, as a power cut leaves them, are a torn line`() async throws {
        let text = try await written().joined(separator: "\n")
        try folder.write(text + String(repeating: "\0", count: 512), to: "r-1.jsonl")
        let journal = try await FileJournal.open(at: path)
        #expect(await journal.wasTorn)
        #expect(await journal.entries() == (try entries()))
    }

    @Test(arguments: 0..<5)
    func `a changed line is refused with its number`(index: Int) async throws {
        var lines = try await written()
        lines[index] = lines[index].replacing("\"at\":1000", with: "\"at\":1001")
        try rewrite(lines)
        await #expect(throws: JournalDamage.changed(path: path.string, line: index + 1)) {
            try await FileJournal.open(at: path)
        }
    }

    @Test func `a missing line is refused, and it says which`() async throws {
        var lines = try await written()
        lines.remove(at: 2)
        try rewrite(lines)
        let damage = JournalDamage.missing(path: path.string, line: 3, expected: 3, found: 4)
        await #expect(throws: damage) { try await FileJournal.open(at: path) }
        #expect(
            damage.description
                == "\(path):3: entry 3 is missing; entry 4 stands in its place"
        )
    }

    @Test func `two lines in the wrong order are refused`() async throws {
        var lines = try await written()
        lines.swapAt(2, 3)
        try rewrite(lines)
        await #expect(throws: JournalDamage.self) { try await FileJournal.open(at: path) }
    }

    @Test func `a journal of a newer Sluice is refused`() async throws {
        var plan = try Plan(.sample(), given: .serving41(), rollout: "r-1")
        plan.format = 2
        let journal = try FileJournal.create(at: path)
        try await journal.append(
            Entry(n: 1, at: Timestamp(second: 1), event: .started(plan: plan))
        )
        await #expect(throws: JournalDamage.newer(path: path.string, format: 2)) {
            try await FileJournal.open(at: path)
        }
    }

    @Test func `an empty file is no journal`() async throws {
        try folder.write("", to: "r-1.jsonl")
        await #expect(throws: JournalDamage.unbegun(path: path.string)) {
            try await FileJournal.open(at: path)
        }
    }

    @Test func `a journal of the same name is not written over`() throws {
        _ = try FileJournal.create(at: path)
        #expect(throws: Errno.fileExists) { try FileJournal.create(at: path) }
    }

    @Test func `the store tells which journal is damaged and lists the others`() async throws {
        let store = JournalStore(directory: folder.path)
        for name in ["r-1", "r-2"] {
            let journal = try await store.create(name)
            var plan = try Plan(.sample(), given: .serving41(), rollout: name)
            plan.code = .fresh
            try await journal.append(
                Entry(n: 1, at: Timestamp(second: 1), event: .started(plan: plan))
            )
        }
        try folder.write("no journal\n", to: "rollouts/r-1.jsonl")
        let (good, damaged) = try await store.summaries()
        #expect(good.map(\.rollout) == ["r-2"])
        #expect(
            damaged.map(\.text) == [
                """
                error: the journal of rollout r-1 cannot be used
                  why    \(folder.path)/rollouts/r-1.jsonl:1: this line is not as it was written
                  now    Sluice changed nothing
                  next   sluice rollback ENVIRONMENT   # takes the traffic back without the journal, if it is split
                         restore the file from a backup, or put it aside: sluice doctor --fix
                """
            ]
        )
        let refusal = await #expect(throws: Complaint.self) { try await store.undamaged() }
        #expect(refusal == damaged.first)
    }

    @Test func `a damaged journal names the way back for the environment of its first line`()
        async throws
    {
        let store = JournalStore(directory: folder.path)
        let journal = try await store.create("r-1")
        var scene = try Scene.serving41()
        scene.target.endpoint = "http://127.0.0.1:4570"
        let plan = try Plan(.sample(), given: scene, rollout: "r-1")
        try await journal.append(
            Entry(n: 1, at: Timestamp(second: 1), event: .started(plan: plan))
        )
        let path = folder.path.appending("rollouts/r-1.jsonl")
        let begun = String(decoding: try FileAccess.read(path, limit: 1 << 20) ?? [], as: UTF8.self)
        try folder.write(begun + "no journal\n", to: "rollouts/r-1.jsonl")
        let complaint = await #expect(throws: Complaint.self) { try await store.open("r-1") }
        #expect(complaint?.commands.first == "sluice rollback staging --local")
        let damaged = try await store.damaged()
        #expect(damaged.map(\.environment) == ["staging"])
        #expect(damaged.map(\.complaint) == [complaint])
    }

    @Test(arguments: ["", "\0\0\0", #"{"hash":"0a1b"#])
    func `a journal that a crash left without its first line is none`(text: String) async throws {
        let store = JournalStore(directory: folder.path)
        _ = try await store.create("r-1")
        try folder.write(text, to: "rollouts/r-1.jsonl")
        let (good, damaged) = try await store.summaries()
        #expect(good.isEmpty)
        #expect(damaged.isEmpty)
    }

    @Test func `a journal that cannot be read is told apart too`() async throws {
        let store = JournalStore(directory: folder.path)
        try FileAccess.makeDirectory(folder.path.appending("rollouts/r-1.jsonl"))
        let (good, damaged) = try await store.summaries()
        #expect(good.isEmpty)
        #expect(damaged.map(\.what) == ["the journal of rollout r-1 cannot be used"])
    }

    @Test func `a rollout that does not exist is a usage error`() async throws {
        let store = JournalStore(directory: folder.path)
        let complaint = await #expect(throws: Complaint.self) { try await store.open("r-9") }
        #expect(complaint?.exit == .usage)
        #expect(complaint?.what == "there is no rollout r-9 in this project")
    }

    @Test func `a local engine on another port is the same place`() {
        var one = Target.sample
        var other = Target.sample
        one.endpoint = "http://127.0.0.1:4570"
        other.endpoint = "http://127.0.0.1:39001"
        #expect(one.isSame(as: other))
        other.endpoint = "https://lambda.example.org"
        #expect(!one.isSame(as: other))
        #expect(!one.isSame(as: .sample))
    }
}
