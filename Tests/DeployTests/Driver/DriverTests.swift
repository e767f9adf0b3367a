// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct DriverTests {
    private let time = VirtualTime()
    private let world = AliasWorld()
    private let requests = Box<[Request]>([])
    private let seen = Box(0)

    private func plan(_ intent: Intent = .sample()) throws -> Plan {
        try Plan(intent, given: .serving41(), rollout: "r-1")
    }

    private func driver(
        _ journal: MemoryJournal,
        interrupt: @escaping @Sendable () async -> Interrupt? = { nil },
        slow: @escaping @Sendable (Action) -> Duration = { _ in .milliseconds(50) }
    ) -> RolloutDriver {
        let platform = LambdaPlatform.sample(world.aws, clock: time)
        return RolloutDriver(
            journal: journal,
            seams: RolloutDriver.Seams(
                perform: { [time] action, rollout in
                    let end = time.now.advanced(by: slow(action))
                    do {
                        try await time.sleep(until: end, tolerance: nil)
                    } catch {
                        return .failed(
                            action: action,
                            failure: Failure(code: "Cancelled", message: "cancelled")
                        )
                    }
                    return await platform.perform(action, for: rollout)
                },
                requests: { [requests] known in
                    requests.get().filter { !known.contains($0.id) }
                },
                interrupt: interrupt,
                observe: { [seen] _, _ in seen.change { $0 += 1 } }
            ),
            identity: .mira,
            clock: time
        )
    }

    private func abort(_ id: String = "a") -> Request {
        Request(id: id, verb: .abort, who: "mira", at: time.now, reason: "enough")
    }

    @Test func `a good rollout is promoted, with each write intended first`() throws {
        let journal = MemoryJournal(try plan())
        let driver = driver(journal)
        let (end, words) = try time.run { (try await driver.run(), await journal.words) }
        #expect(end == .finished(.promotedUnjudged))
        #expect(
            words.filter { !["observed", "saw alias"].contains($0) } == [
                "driving", "intended claim", "wrote claim", "saw function", "decided advance 0",
                "intended shift 10%",
                "wrote shift 10%", "decided advance 1", "intended previous", "wrote previous",
                "intended complete", "wrote complete", "finished promotedUnjudged",
            ]
        )
        #expect(world.traffic() == Traffic(version: Version(42)))
        #expect(world.traffic("live-previous") == Traffic(version: Version(41)))
        #expect(seen.get() == words.count)
    }

    @Test func `a finished journal is not driven again`() throws {
        let journal = MemoryJournal(try plan())
        let driver = driver(journal)
        _ = try time.run { try await driver.run() }
        let sent = world.aws.names.count
        #expect(try time.run { try await driver.run() } == .finished(.promotedUnjudged))
        #expect(world.aws.names.count == sent)
    }

    @Test func `an abort acts in the middle of a bake, and is folded once`() throws {
        let journal = MemoryJournal(try plan())
        let driver = driver(journal)
        let (requests, time, request) = (requests, time, abort())
        let (end, words) = try time.run {
            async let end = driver.run()
            try await time.sleep(until: time.now.advanced(by: .seconds(5)), tolerance: nil)
            requests.set([request, request])
            return (try await end, await journal.words)
        }
        #expect(
            end == .finished(.rolledBack(Reason(.operator, "aborted by mira: enough")))
        )
        #expect(words.filter { $0 == "requested abort" }.count == 1)
        #expect(world.traffic() == Traffic(version: Version(41)))
        #expect(Timestamp(second: 1_000_000).duration(to: time.now) < .seconds(6))
    }

    @Test func `what was asked while nobody drove is folded before anything is written`() throws {
        let journal = MemoryJournal(try plan())
        requests.set([abort()])
        let driver = driver(journal)
        let words = try time.run {
            _ = try await driver.run()
            return await journal.words
        }
        #expect(
            words == ["driving", "requested abort", "decided rollBack", "finished stopped"]
        )
        #expect(world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `an abort that comes with the last write is not passed over`() throws {
        let journal = MemoryJournal(try plan(.sample(strategy: .steps())))
        let (requests, request) = (requests, abort())
        let driver = driver(
            journal,
            slow: { action in
                if action.move == .complete { requests.set([request]) }
                return .zero
            }
        )
        let end = try time.run { try await driver.run() }
        #expect(
            end == .finished(.rolledBack(Reason(.operator, "aborted by mira: enough")))
        )
        #expect(world.traffic() == Traffic(version: Version(41)))
    }

    @Test func `an abort acts while a gate is in flight`() throws {
        let gate = Gate(name: "slow", check: .url("https://x"), timeout: .seconds(60))
        let journal = MemoryJournal(try plan(.sample(gates: [gate])))
        let driver = driver(journal, slow: { if case .check = $0 { .seconds(50) } else { .zero } })
        let (requests, time, request) = (requests, time, abort())
        let words = try time.run {
            async let end = driver.run()
            try await time.sleep(until: time.now.advanced(by: .seconds(2)), tolerance: nil)
            requests.set([request])
            _ = try await end
            return await journal.words
        }
        #expect(words.last == "finished stopped")
        #expect(Timestamp(second: 1_000_000).duration(to: time.now) < .seconds(3))
    }

    private func interrupts(_ times: (Int64, Interrupt)...) -> @Sendable () async -> Interrupt? {
        let left = Box(times)
        return { [time] in
            guard let next = left.get().first else {
                // Cancelled at the end of the drive.
                try? await time.sleep(until: .distantFuture, tolerance: nil)
                return nil
            }
            let at = Timestamp(millisecondsSince1970: 1_000_000_000 + next.0)
            do { try await time.sleep(until: at, tolerance: nil) } catch { return nil }
            left.change { _ = $0.removeFirst() }
            return next.1
        }
    }

    @Test func `Ctrl-C ends a write in flight, records it, and leaves the rollout open`() throws {
        let journal = MemoryJournal(try plan())
        let driver = driver(
            journal,
            interrupt: interrupts((200, .interrupt)),
            slow: { $0.move?.movesTraffic == true ? .seconds(1) : .milliseconds(50) }
        )
        let (end, words) = try time.run { (try await driver.run(), await journal.words) }
        #expect(end == .interrupted(.interrupt))
        #expect(words.last == "wrote shift 10%")
        #expect(world.traffic()?.weight(of: Version(42)) == .percent(10))

        let again = self.driver(journal)
        #expect(try time.run { try await again.run() } == .finished(.promotedUnjudged))
    }

    @Test func `a second Ctrl-C does not wait for the write`() throws {
        let journal = MemoryJournal(try plan())
        let driver = driver(
            journal,
            interrupt: interrupts((200, .interrupt), (300, .terminate)),
            slow: { $0.move?.movesTraffic == true ? .seconds(9) : .milliseconds(50) }
        )
        let (end, words) = try time.run { (try await driver.run(), await journal.words) }
        #expect(end == .interrupted(.terminate))
        #expect(words.last == "intended shift 10%")
        #expect(Timestamp(second: 1_000_000).duration(to: time.now) == .milliseconds(300))

        // The write may have happened; the next driver finds out and goes on.
        let again = self.driver(journal)
        let after = try time.run { (try await again.run(), await journal.words) }
        #expect(after.0 == .finished(.promotedUnjudged))
        #expect(after.1.contains("saw alias"))
    }

    @Test func `with rollback as policy an interrupt takes the traffic back first`() throws {
        let journal = MemoryJournal(try plan(.sample(onInterrupt: .rollback)))
        let driver = driver(journal, interrupt: interrupts((5_000, .terminate)))
        let end = try time.run { try await driver.run() }
        #expect(
            end == .finished(.rolledBack(Reason(.operator, "aborted by mira: SIGTERM")))
        )
        #expect(world.traffic() == Traffic(version: Version(41)))
    }

    @Test func `without a journal the candidate loses its traffic, and no more is done`() throws {
        let journal = MemoryJournal(try plan()) { $0.event.word == "decided advance 1" }
        let driver = driver(journal)
        let failure = #expect(throws: JournalFailure.self) {
            try time.run { try await driver.run() }
        }
        #expect(world.traffic() == Traffic(version: Version(41)))
        #expect(
            failure?.complaint.text == """
                error: the journal of rollout r-1 cannot be written
                  why    Full()
                  now    all traffic was given back to the stable version: v41 100 %
                  next   make room or repair the disk, then: sluice resume r-1
                """
        )
    }

    @Test func `a journal that is lost while a shift is in flight gets that shift undone`() throws {
        let journal = MemoryJournal(try plan()) { $0.event.word.hasPrefix("wrote shift") }
        let driver = driver(journal)
        #expect(throws: JournalFailure.self) { try time.run { try await driver.run() } }
        #expect(world.traffic() == Traffic(version: Version(41)))
    }

    @Test func `a shift of which nobody knows is undone when the journal is lost`() throws {
        let journal = MemoryJournal(try plan()) { $0.event.word.hasPrefix("failed shift") }
        let driver = driver(journal)
        world.loseAnswers()
        let failure = #expect(throws: JournalFailure.self) {
            try time.run { try await driver.run() }
        }
        #expect(world.traffic() == Traffic(version: Version(41)))
        #expect(
            failure?.complaint.now
                == ["all traffic was given back to the stable version: v41 100 %"]
        )
    }

    @Test func `an intention that cannot be recorded is not acted upon`() throws {
        let journal = MemoryJournal(try plan()) { $0.event.word == "intended shift 10%" }
        let driver = driver(journal)
        let failure = #expect(throws: JournalFailure.self) {
            try time.run { try await driver.run() }
        }
        #expect(
            world.aws.calls(UpdateAlias.self).allSatisfy { $0.routingConfig == RoutingConfig.none }
        )
        #expect(world.traffic() == Traffic(version: Version(41)))
        #expect(failure?.rescue == nil)
    }

    @Test func `a way down that never began moves nothing when the journal is lost`() throws {
        let serving = AliasState(version: Version(41), revision: "1")
        let plan = Plan.gradualRollback(
            .sample(strategy: .steps((10, 30), (50, 30))),
            rollout: "r-1",
            at: time.now,
            by: "mira",
            target: .sample,
            alias: serving,
            to: Version(40),
            metricPeriod: 1
        )
        let driver = driver(MemoryJournal(plan) { $0.event.word == "intended claim" })
        let failure = #expect(throws: JournalFailure.self) {
            try time.run { try await driver.run() }
        }
        #expect(failure?.rescue == nil)
        #expect(world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `a candidate that someone moved away ends the rollout`() throws {
        let journal = MemoryJournal(try plan(.sample(strategy: .steps((10, 30), (50, 30)))))
        let driver = driver(journal)
        let (time, world) = (time, world)
        let end = try time.run {
            async let end = driver.run()
            try await time.sleep(until: time.now.advanced(by: .seconds(10)), tolerance: nil)
            world.interfere(41)
            return try await end
        }
        #expect(end == .finished(.superseded))
    }
}
