// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

/// One journal in a file and two processes that do not know of each other.
@Suite struct JournalHoldTests {
    private let folder: Folder
    private let path: FilePath

    init() throws {
        folder = try Folder()
        path = folder.path.appending("r-1.jsonl")
    }

    private func entry(_ n: Int, _ event: Event = .started42) -> Entry {
        Entry(n: n, at: Timestamp(second: 1_000_000 + Int64(n)), event: event)
    }

    /// A journal whose rollout was driven.
    private func begun() async throws -> FileJournal {
        let journal = try FileJournal.create(at: path)
        let plan = try Plan(.sample(), given: .serving41(), rollout: "r-1")
        try await journal.append(entry(1, .started(plan: plan)))
        try await journal.append(entry(2, .driving))
        return journal
    }

    private func read() async throws -> [Int] {
        try await FileJournal.open(at: path).entries().map(\.n)
    }

    @Test func `while one process keeps a journal no other one adds to it`() async throws {
        let driver = try await begun()
        try await driver.hold()
        let other = try await FileJournal.open(at: path)
        let holder = TargetLock.Holder(
            driver: .mira,
            rollout: "r-1",
            requests: folder.path.appending("r-1.requests").string
        )
        await #expect(throws: JournalHeld(holder: holder)) { try await other.hold() }
        await #expect(throws: JournalHeld(holder: holder)) { try await other.append(entry(3)) }
        try await driver.append(entry(3))
        #expect(try FileJournal.isHeld(at: path))
        await driver.release()
        #expect(try !FileJournal.isHeld(at: path))
        #expect(try await read() == [1, 2, 3])
    }

    @Test func `who comes to keep a journal goes on from what others added`() async throws {
        let driver = try await begun()
        let other = try await FileJournal.open(at: path)
        try await other.append(entry(3))
        try await driver.hold()
        #expect(await driver.entries().map(\.n) == [1, 2, 3])
        try await driver.append(entry(4))
        #expect(try await read() == [1, 2, 3, 4])
    }

    @Test func `what another process added is not cut off`() async throws {
        let driver = try await begun()
        let other = try await FileJournal.open(at: path)
        try await other.append(entry(3))
        let text = try folder.text("r-1.jsonl")
        let loss = await #expect(throws: LeaseLost.self) { try await driver.append(entry(3)) }
        #expect(loss?.description == "another process wrote in \(path)")
        #expect(try folder.text("r-1.jsonl") == text)
        // Also where it is shorter than it was.
        try folder.write("", to: "r-1.jsonl")
        await #expect(throws: LeaseLost.self) { try await other.append(entry(4)) }
        #expect(try folder.text("r-1.jsonl").isEmpty)
    }

    @Test func `a file that is cut while it is kept is damaged, and nobody else drives`()
        async throws
    {
        let driver = try await begun()
        try await driver.hold()
        try folder.write("", to: "r-1.jsonl")
        let damage = JournalDamage.overwritten(path: path.string)
        await #expect(throws: damage) { try await driver.append(entry(3)) }
    }

    @Test func `a torn line that was seen is cut off, and one that came since is not`() async throws
    {
        _ = try await begun()
        let text = try folder.text("r-1.jsonl")
        try folder.write(text + "{\"hash", to: "r-1.jsonl")
        let (one, other) = (
            try await FileJournal.open(at: path), try await FileJournal.open(at: path)
        )
        try await one.append(entry(3))
        await #expect(throws: LeaseLost.self) { try await other.append(entry(3)) }
        #expect(try await read() == [1, 2, 3])
    }
}
