// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct BucketJournalTests {
    private let time = VirtualTime()
    private let bucket: MemoryBucket

    init() { bucket = MemoryBucket(time) }

    private func entry(_ n: Int, by pid: Int = 1) throws -> Entry {
        var plan = try Plan(.sample(), given: .serving41(), rollout: "r-1")
        plan.code = .fresh
        let driver = DriverIdentity(pid: pid, host: "build", who: "mira")
        let event = n == 1 ? Event.started(plan: plan) : .driving(driver: driver)
        return Entry(n: n, at: Timestamp(second: 1_000_000), event: event)
    }

    /// A journal with three entries.
    private func begun() async throws -> any KeptJournal {
        let journal = bucket.home().create("r-1")
        for n in 1...3 { try await journal.append(try entry(n)) }
        return journal
    }

    private func read() async throws -> [Entry] {
        try await #require(try await bucket.home().open("r-1")).entries()
    }

    @Test func `what was appended is read by a machine with an empty disk`() throws {
        try time.run {
            let journal = try await begun()
            #expect(try await read() == journal.entries())
            #expect(try await bucket.home().names() == ["r-1"])
            #expect(bucket.keys == ["orders/rollouts/r-1.jsonl"])
            #expect(journal.place == "s3://acme/orders/rollouts/r-1.jsonl")
        }
    }

    @Test(arguments: [MemoryBucket.Fault.lostAnswer, .lostCall, .conflict])
    func `a write of which nobody heard is settled by writing again`(
        fault: MemoryBucket.Fault
    ) throws {
        try time.run {
            let journal = try await begun()
            bucket.next(fault)
            try await journal.append(try entry(4))
            try await journal.append(try entry(5))
            #expect(try await read().map(\.n) == [1, 2, 3, 4, 5])
        }
    }

    @Test func `the first entry is settled too`() throws {
        try time.run {
            bucket.next(.lostAnswer)
            _ = try await begun()
            #expect(try await read().count == 3)
        }
    }

    @Test func `a driver that was taken over is refused at its next entry`() throws {
        try time.run {
            let sleeper = try await begun()
            let found = try await bucket.home().open("r-1")
            let other = try #require(found)
            try await other.append(try entry(4, by: 2))
            await #expect(throws: LeaseLost.self) { try await sleeper.append(try entry(4)) }
            // It stays so, whatever the bucket says then.
            await #expect(throws: LeaseLost.self) { try await sleeper.append(try entry(4)) }
            try await other.append(try entry(5, by: 2))
            #expect(try await read().count == 5)
        }
    }

    @Test func `a rollout of the same name is not written over`() throws {
        try time.run {
            _ = try await begun()
            let other = bucket.home().create("r-1")
            await #expect(throws: LeaseLost.self) { try await other.append(try entry(1, by: 2)) }
            #expect(try await read().count == 3)
        }
    }

    @Test func `a bucket that is out of reach is said after some tries`() throws {
        try time.run {
            let journal = try await begun()
            bucket.isDown(true)
            await #expect(throws: AWSFailure.self) { try await journal.append(try entry(4)) }
            bucket.isDown(false)
            try await journal.append(try entry(4))
            #expect(try await read().count == 4)
        }
    }

    @Test func `a long journal goes on in another object`() throws {
        try time.run {
            let journal = try await begun()
            var gate = try entry(4)
            let text = String(repeating: "x", count: Limits.journalPartBytes)
            gate.event = .checked(
                gate: 0,
                result: GateResult(passed: true, detail: text, took: .seconds(1))
            )
            try await journal.append(gate)
            try await journal.append(try entry(5))
            let found = try await bucket.home().open("r-1")
            let other = try #require(found)
            #expect(
                bucket.keys == ["orders/rollouts/r-1.jsonl", "orders/rollouts/r-1.jsonl.0002"]
            )
            #expect(try await other.entries().map(\.n) == [1, 2, 3, 4, 5])
            #expect(try await bucket.home().names() == ["r-1"])
            try await journal.append(try entry(6))
            await #expect(throws: LeaseLost.self) { try await other.append(try entry(6, by: 2)) }
        }
    }

    @Test func `a second driver at the end of a full object is refused`() throws {
        try time.run {
            let journal = try await begun()
            var gate = try entry(4)
            let text = String(repeating: "x", count: Limits.journalPartBytes)
            gate.event = .checked(
                gate: 0,
                result: GateResult(passed: true, detail: text, took: .seconds(1))
            )
            try await journal.append(gate)
            let found = try await bucket.home().open("r-1")
            let other = try #require(found)
            try await other.append(try entry(5, by: 2))
            await #expect(throws: LeaseLost.self) { try await journal.append(try entry(5)) }
        }
    }

    @Test func `two shells ask at the same time`() throws {
        try time.run {
            let requests = bucket.home().requests(of: "r-1")
            func request(_ id: String) -> Request {
                Request(id: id, verb: .abort, who: "mira", at: Timestamp(second: 1))
            }
            #expect(try await requests.requests(without: []).isEmpty)
            bucket.next(.conflict, .lostAnswer)
            async let one: Void = requests.append(request("a"))
            async let other: Void = requests.append(request("b"))
            _ = try await (one, other)
            #expect(Set(try await requests.requests(without: []).map(\.id)) == ["a", "b"])
            #expect(try await requests.requests(without: ["a"]).map(\.id) == ["b"])
        }
    }

    @Test func `packages and the key of stand-ins are there for everybody`() throws {
        let folder = try Folder()
        try folder.write("package", to: "app.zip")
        var code = CodeReference.fresh
        code.path = folder.path.appending("app.zip").string
        let kept = code
        try time.run {
            let home = bucket.home()
            _ = try await home.packages.keep(kept, at: time.now)
            try FileAccess.remove(FilePath(kept.path))
            #expect(try await home.packages.bytes(of: kept) == Array("package".utf8))
            let key = try await home.sealKey()
            #expect(key.count == 32)
            #expect(try await bucket.home(2).sealKey() == key)
            let later = time.now.advanced(by: .seconds(1))
            try await home.packages.forget(allBut: [kept], unusedSince: later)
            #expect(bucket.keys.contains { $0.hasPrefix("orders/packages/") })
            // Somebody may be about to begin with the same bytes.
            let before = time.now.advanced(by: .seconds(-2))
            try await home.packages.forget(allBut: [], unusedSince: before)
            #expect(bucket.keys.contains { $0.hasPrefix("orders/packages/") })
            try await home.packages.forget(allBut: [], unusedSince: later)
            #expect(!bucket.keys.contains { $0.hasPrefix("orders/packages/") })
        }
    }
}
