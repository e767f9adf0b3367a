// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

// How a rollout is driven by this process, from wherever it stands.
extension Deployment {
    /// Drives a rollout under its lock and gathers what its report needs, while its journal is ours.
    func drive(
        _ journal: any KeptJournal,
        of plan: Plan,
        in home: JournalStore? = nil,
        with known: Vault? = nil,
        under lease: Lease? = nil
    ) async throws -> Report {
        try await holding(journal, of: plan) {
            try await driveHeld(journal, of: plan, in: home, with: known, under: lease)
        }
    }

    /// Does something while no other process adds to a rollout's journal, from whatever folder of
    /// locks.
    ///
    /// - Throws: `Complaint` (refused) that names whoever keeps it, or what `body` throws.
    func holding<Result>(
        _ journal: any KeptJournal,
        of plan: Plan,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await journal.holding(body)
        } catch let held as JournalHeld {
            throw locks.refusal(plan.target, by: Driving(holder: held.holder))
        }
    }

    private func driveHeld(
        _ journal: any KeptJournal,
        of plan: Plan,
        in home: JournalStore?,
        with known: Vault?,
        under lease: Lease?
    ) async throws -> Report {
        let store = home ?? store
        var vault = try await vault(of: plan.settings)
        if let known { vault = known }
        // What is told after the end is worth no wait: one ordinary try.
        let plain = journal
        var (journal, fenced) = (journal, self.aws)
        let wishes = lease == nil ? nil : Wishes(clock: clock)
        if let lease, let wishes {
            journal = LeasedJournal(
                base: journal,
                lease: lease,
                clock: clock,
                wishes: wishes,
                isHasty: await lease.isOfEmergency && !isFinishing,
                tell: seams.tell
            )
            fenced = FencedTransport(
                base: fenced,
                lease: lease,
                alias: plan.target.alias,
                stable: plan.stable
            )
        }
        let aws = SealingTransport(base: fenced, vault: vault)
        var identity = identity
        // Where they cannot be had at all, the first call says so.
        identity.credentials = try? await credentials()
        let driver = RolloutDriver(
            journal: journal,
            seams: driverSeams(of: plan, in: store, through: aws, under: lease, wishes),
            identity: identity,
            clock: clock
        )
        do {
            let end = try await beating(wishes) { try await driver.run() }
            return await close(plain, of: plan, after: end, through: aws)
        } catch let failure as JournalFailure {
            return await close(plain, of: plan, .open, complaint: failure.complaint)
        } catch let loss as LeaseLost {
            let complaint = loss.complaint(of: plan.rollout)
            return await close(plain, of: plan, .open, complaint: complaint)
        } catch let complaint as Complaint {
            return await close(plain, of: plan, .open, complaint: complaint)
        }
    }

    private func driverSeams(
        of plan: Plan,
        in store: JournalStore,
        through aws: some AWSTransport,
        under lease: Lease?,
        _ wishes: Wishes?
    ) -> RolloutDriver.Seams {
        let platform = LambdaPlatform(
            aws: aws,
            clock: clock,
            gates: gates,
            pace: pace,
            package: { try await store.packages.bytes(of: $0) },
            credentials: credentials
        )
        let requests = store.requests(of: plan.rollout)
        let interrupt = seams.interrupt
        return RolloutDriver.Seams(
            perform: { await platform.perform($0, for: $1) },
            requests: { [heart] in
                await Self.look(into: requests, without: $0, under: lease, while: heart)
            },
            interrupt: {
                guard let wishes else { return await interrupt() }
                return await wishes.next()
            },
            observe: seams.observe,
            poll: store.home.poll,
            beat: { [heart] in heart.beat() },
            lookLimit: lease == nil ? nil : Limits.requestLook
        )
    }

    /// Only the loop can hang: what is read after its end takes its time, without beats.
    private func beating<End>(_ wishes: Wishes?, _ run: () async throws -> End) async throws -> End
    {
        heart.beat()
        defer { heart.rest() }
        // Ends with this scope, which cancels it.
        async let _: Void? = wishes?.listen(to: seams.interrupt)
        return try await run()
    }

    /// What is asked; a call is answered with a renewal of the lease, after the requests, which do
    /// not wait for the store.
    private static func look(
        into box: any RequestBox,
        without known: Set<String>,
        under lease: Lease?,
        while heart: Heart
    ) async -> [Request] {
        // A request file that cannot be read asks for nothing; it is read again soon.
        guard let found = try? await box.look(without: known) else { return [] }
        if found.requests.isEmpty { await lease?.answer(found.calls, while: heart) }
        return found.requests
    }
}
