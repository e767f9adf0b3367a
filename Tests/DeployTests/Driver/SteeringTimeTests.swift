// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// What people ask for takes effect within a second, whatever is in flight.
@Suite struct SteeringTimeTests {
    /// What takes its time while somebody asks.
    enum Slow: String, CaseIterable, Sendable {
        case gate, publish, shift, observation

        func matches(_ action: Action) -> Bool {
            switch (self, action) {
            case (.gate, .check), (.publish, .publishVersion), (.observation, .observe): true
            case (.shift, .moveAlias(.shift, _)): true
            default: false
            }
        }
    }

    private let time = VirtualTime()
    private let world = AliasWorld()
    private let asked = Box<[Request]>([])

    private func journal(_ slow: Slow) throws -> MemoryJournal {
        let gate = Gate(name: "slow", check: .url("https://x"), timeout: .seconds(600))
        var intent = Intent.sample(strategy: .steps((10, 300)), gates: [gate], guards: Guards())
        if slow == .publish {
            intent.candidate = nil
            intent.settings = FunctionSettings()
            let sha256 = try Scene.serving41().latest?.configuration.codeSha256 ?? ""
            intent.code = CodeReference(sha256: sha256, size: 1, path: "", source: "src/")
        }
        return MemoryJournal(try Plan(intent, given: .serving41(), rollout: "r-1"))
    }

    private func driver(
        _ journal: MemoryJournal,
        _ slow: Slow,
        begun: Box<Bool>
    ) throws -> RolloutDriver {
        let latest = try Scene.serving41().latest
        let platform = LambdaPlatform.sample(world.aws, clock: time)
        return RolloutDriver(
            journal: journal,
            seams: RolloutDriver.Seams(
                perform: { [time] action, rollout in
                    if case .readFunction = action, let latest {
                        return .sawFunction(action: action, state: latest)
                    }
                    if slow.matches(action) {
                        begun.set(true)
                        let end = time.now.advanced(by: .seconds(120))
                        // Cancelled at the end of the drive: then nobody waits for it.
                        try? await time.sleep(until: end, tolerance: nil)
                    }
                    return await platform.perform(action, for: rollout)
                },
                requests: { [asked] known in asked.get().filter { !known.contains($0.id) } },
                interrupt: { [time] in
                    // Cancelled at the end of the drive.
                    try? await time.sleep(until: .distantFuture, tolerance: nil)
                    return nil
                }
            ),
            identity: .mira,
            clock: time
        )
    }

    @Test(arguments: Slow.allCases, [Request.Verb.abort, .pause])
    func `what is asked is decided within a second`(slow: Slow, verb: Request.Verb) throws {
        let (journal, begun) = (try journal(slow), Box(false))
        let (driver, time, asked) = (
            try driver(journal, slow, begun: begun), time, asked
        )
        let entries = try time.run {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await driver.run() }
                for _ in 0..<100 where !begun.get() { try await time.rest(.milliseconds(100)) }
                try #require(begun.get())
                try await time.rest(.seconds(5))
                let request = Request(id: "1", verb: verb, who: "mira", at: time.now)
                asked.set([request])
                try await time.rest(.seconds(2))
                group.cancelAll()
                return await journal.entries()
            }
        }
        let at = try #require(asked.get().first?.at)
        let decided = entries.first {
            switch $0.event {
            case .decided(.rollBack, _): verb == .abort
            case .decided(.hold(.paused), _): verb == .pause
            default: false
            }
        }
        #expect(at.duration(to: try #require(decided).at) <= .seconds(1))
    }
}

extension VirtualTime {
    /// Lets this much time pass.
    fileprivate func rest(_ time: Duration) async throws {
        try await sleep(until: now.advanced(by: time), tolerance: nil)
    }
}
