// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage

@testable import SluiceDeploy

/// A project in a folder of its own, whose deployments go to an `AliasWorld`.
struct Project: Sendable {
    let folder: Folder
    let time = VirtualTime()
    let world: AliasWorld
    let interrupts = Box<[Interrupt]>([])
    /// Where its journals are, when machines share them.
    let bucket: MemoryBucket?

    init(_ world: AliasWorld = AliasWorld(), isShared: Bool = false) throws {
        folder = try Folder()
        self.world = world
        bucket = isShared ? MemoryBucket(time) : nil
    }

    var store: JournalStore {
        bucket.map { JournalStore(home: $0.home()) }
            ?? JournalStore(directory: folder.path.appending(".sluice"))
    }
    /// The target as a deployment of this project sees it.
    var target: Target {
        var target = Target.sample
        target.endpoint = "http://127.0.0.1:4570"
        return target
    }
    var locks: TargetLock { TargetLock(directory: folder.path.appending("locks"), clock: time) }

    func survey(
        _ aws: (any AWSTransport)? = nil,
        region: String = "eu-west-1",
        endpoint: String? = "http://127.0.0.1:4570",
        health: @escaping @Sendable () async -> Int? = { 1 }
    ) -> Survey {
        Survey(
            aws: aws ?? world.aws,
            clock: time,
            store: store,
            region: region,
            endpoint: endpoint,
            health: health
        )
    }

    func deployment(
        _ identity: DriverIdentity = .mira,
        aws: (any AWSTransport)? = nil,
        region: String = "eu-west-1",
        store: JournalStore? = nil,
        locks: TargetLock? = nil,
        confirm: @escaping @Sendable (Plan) async throws -> Bool = { _ in true },
        interrupt: (@Sendable () async -> Interrupt?)? = nil,
        tell: @escaping @Sendable (String) async -> Void = { _ in },
        health: @escaping @Sendable () async -> Int? = { 1 }
    ) -> Deployment {
        Deployment(
            aws: aws ?? world.aws,
            clock: time,
            random: SeededRandom(seed: 7),
            survey: survey(region: region, health: health),
            gates: .sample(world.aws, clock: time),
            store: store ?? self.store,
            locks: locks ?? self.locks,
            identity: identity,
            seams: Deployment.Seams(
                confirm: confirm,
                interrupt: interrupt ?? { [interrupts, world, time] in
                    guard !interrupts.get().isEmpty else { return nil }
                    // A person stops it once the candidate has calls.
                    while world.traffic()?.weighted == nil {
                        let next = time.now.advanced(by: .milliseconds(100))
                        do { try await time.sleep(until: next, tolerance: nil) } catch {
                            return nil
                        }
                    }
                    return interrupts.change { $0.isEmpty ? nil : $0.removeFirst() }
                },
                tell: tell
            )
        )
    }

    /// The walk of one deployment to this version, at once.
    func deploy(_ version: Int, _ strategy: Strategy = .steps()) throws -> Report {
        let intent = intent(version, strategy)
        return try aSecondLater { try await $0.deploy(intent) }
    }

    func intent(_ version: Int, _ strategy: Strategy = .steps()) -> Intent {
        var intent = Intent.sample(strategy: strategy)
        intent.candidate = Version(version)
        return intent
    }

    func rollback(to version: Int? = nil) throws -> Report {
        try aSecondLater {
            try await $0.rollback(.sample(), to: version.map { Version($0) }, reason: "bad")
        }
    }

    /// One command after another, as a person gives them.
    func aSecondLater(
        _ body: @escaping @Sendable (Deployment) async throws -> Report
    ) throws -> Report {
        let deployment = deployment()
        return try time.run {
            try await time.sleep(until: time.now.advanced(by: .seconds(1)), tolerance: nil)
            return try await body(deployment)
        }
    }

    /// The name of a rollout to v42 that was left open with a tenth of the calls.
    func openRollout() throws -> String {
        interrupts.set([.interrupt])
        return try deploy(42, .steps((10, 600))).rollout?.plan.rollout ?? ""
    }

    /// The name of a rollback from v42 to v41 whose process was killed before it heard of its write.
    func killedRollback() throws -> String {
        let plan = Plan.byHand(
            Plan.rollbackName,
            rollout: "r-back",
            at: time.now,
            by: "mira",
            environment: "staging",
            target: target,
            alias: AliasState(version: Version(42), revision: "a9"),
            candidate: Version(41)
        )
        let events: [Event] = [
            .started(plan: plan), .driving(driver: .mira),
            .decided(decision: .advance(to: 0, grade: .start), evidence: nil),
            .intended(action: .moveAlias(move: .complete, attempt: 0)),
        ]
        let (store, time) = (store, time)
        try time.run {
            let journal = try await store.create(plan.rollout)
            for (place, event) in events.enumerated() {
                try await journal.append(Entry(n: place + 1, at: time.now, event: event))
            }
        }
        return plan.rollout
    }

    /// Does something while another process holds the target's lock, and never looks up.
    func whileHeld(
        by rollout: String,
        locks: TargetLock? = nil,
        _ body: @escaping @Sendable (Deployment) async throws -> Report
    ) throws -> Report {
        let holder = TargetLock.Holder(
            driver: .mira,
            rollout: rollout,
            requests: store.requests(of: rollout).place
        )
        let (locks, deployment, held) = (locks ?? self.locks, deployment(), target)
        return try time.run {
            try await locks.holding(held, as: holder) { try await body(deployment) }
        }
    }

    /// The rollouts in the journals: strategy and outcome.
    func history() throws -> [String] {
        try time.run {
            try await store.summaries().good.map {
                "\($0.strategy) \($0.candidate?.text ?? "") \($0.outcome?.word ?? "open")"
            }
        }
    }
}
