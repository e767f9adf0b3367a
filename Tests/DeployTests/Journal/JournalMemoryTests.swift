// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

/// A home that remembers long journals says the same as one that reads them anew.
@Suite struct JournalMemoryTests {
    private let folder: Folder
    private let home: FileHome

    init() throws {
        folder = try Folder()
        home = FileHome(directory: folder.path)
    }

    private func entry(_ n: Int) throws -> Entry {
        let plan = try Plan(.sample(), given: .serving41(), rollout: "r-1")
        let who = String(repeating: "m", count: 4000)
        let driver = DriverIdentity(pid: n, host: "build", who: who)
        let event = n == 1 ? Event.started(plan: plan) : .driving(driver: driver)
        return Entry(n: n, at: Timestamp(second: 1_000_000 + Int64(n)), event: event)
    }

    /// A journal long enough to be remembered, and read once.
    private func written() async throws -> [Entry] {
        let journal = try home.create("r-1")
        let entries = try (1...90).map(entry)
        for entry in entries { try await journal.append(entry) }
        #expect(try folder.text("rollouts/r-1.jsonl").utf8.count > Limits.rememberedJournalBytes)
        #expect(try await read() == entries)
        return entries
    }

    private func read() async throws -> [Entry] {
        try await #require(try await home.open("r-1")).entries()
    }

    @Test func `what another process appended is there`() async throws {
        let entries = try await written()
        let other = try #require(try await FileHome(directory: folder.path).open("r-1"))
        try await other.append(try entry(91))
        #expect(try await read() == entries + [try entry(91)])
        let mine = try #require(try await home.open("r-1"))
        try await mine.append(try entry(92))
        #expect(try await read().map(\.n) == Array(1...92))
        #expect(try await FileHome(directory: folder.path).open("r-1")?.entries().count == 92)
    }

    @Test(arguments: [2, 45, 90])
    func `a line that was changed meanwhile is named`(line: Int) async throws {
        _ = try await written()
        var lines = try folder.text("rollouts/r-1.jsonl").split(separator: "\n").map(String.init)
        lines[line - 1] = lines[line - 1].replacing("\"build\"", with: "\"other\"")
        try folder.write(lines.joined(separator: "\n") + "\n", to: "rollouts/r-1.jsonl")
        let path = folder.path.appending("rollouts/r-1.jsonl").string
        await #expect(throws: JournalDamage.changed(path: path, line: line)) {
            try await home.open("r-1")
        }
    }

    @Test func `a journal that was cut off meanwhile is read as it is`() async throws {
        let entries = try await written()
        let text = try folder.text("rollouts/r-1.jsonl")
        try folder.write(String(text.dropLast(100)), to: "rollouts/r-1.jsonl")
        #expect(try await read() == Array(entries.dropLast()))
    }
}
