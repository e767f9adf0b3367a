// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceWire

extension Deployment {
    /// Takes weights away that nobody owns: the alias's own version gets every call.
    ///
    /// Also a weight of zero, which serves nothing and is still there.
    ///
    /// - Throws: `Complaint` (refused) while a rollout owns them, here or on another machine.
    public func clearWeights(_ intent: Intent) async throws -> AliasState {
        try await mending(intent, to: "clear") { reading in
            try await rescue(reading.target, yielding: true).write(
                Traffic(version: reading.state.version),
                over: reading.state,
                leaving: []
            )
        }
    }

    /// Gives the description of an alias back to its owner where a rollout that is over left its
    /// claim in it.
    public func clearClaim(_ intent: Intent) async throws -> AliasState {
        try await mending(intent, to: "repair") { reading in
            let state = reading.state
            guard Claim(in: state.description) != nil else { return state }
            let write = AliasWrite(
                function: intent.function,
                alias: reading.target.alias ?? "",
                traffic: state.traffic,
                description: Claim.ownText(of: state.description),
                revision: state.revision
            )
            return try await aws.write(write)
        }
    }

    /// Makes the alias beside remember this version.
    public func remember(_ version: Version, _ intent: Intent) async throws -> AliasState {
        try await mending(intent, to: "repair") { reading in
            let name = reading.target.previousAlias ?? ""
            guard let found = try await aws.alias(name, of: intent.function) else {
                throw Complaint("alias \(name) does not exist any more")
            }
            let write = AliasRescue(
                aws: aws,
                clock: clock,
                function: intent.function,
                alias: name
            )
            return try await write.write(Traffic(version: version), over: found, leaving: [])
        }
    }

    /// Whether a rollout that is not over claims the alias: one of another machine, as far as its
    /// claim says, or one of ours.
    ///
    /// A rollout of ours whose journal is damaged or was put aside is over: nobody goes on with it.
    public func isClaimed(_ state: AliasState, on target: Target) async throws -> Bool {
        guard let claim = Claim(in: state.description), claim.until > clock.now else {
            return false
        }
        let known = try await store.summaries().good.first { $0.rollout == claim.rollout }
        if let known { return known.isOpen }
        return try await !store.hasLost(claim.rollout)
    }

    /// The version that the journals say was served before the present one; `nil` when they know
    /// of none.
    public func servedBefore(_ version: Version, on target: Target) async throws -> Version? {
        let all = try await store.summaries().good.filter { $0.target.isSame(as: target) }
        return ServedVersions(all).before(version)
    }

    /// Repairs an alias while nobody moves it: not here, not on another machine.
    private func mending(
        _ intent: Intent,
        to doing: String,
        _ body: (AliasReading) async throws -> AliasState
    ) async throws -> AliasState {
        let target = try await readAlias(intent, to: doing).target
        let name = await newName()
        return try await locks.holdingLease(target, as: holder(of: name)) { _ in
            if let open = try await store.undamaged(of: target).last(where: \.isOpen) {
                throw Self.inUse(by: open.rollout, target)
            }
            // Read under the lock: what is written names this revision.
            let reading = try await readAlias(intent, to: doing)
            if let claim = Claim(in: reading.state.description),
                try await isClaimed(reading.state, on: target)
            {
                throw Complaint(
                    claim,
                    on: target,
                    now: ["traffic is \(reading.state.traffic.text); Sluice changed nothing"],
                    environment: intent.environment
                )
            }
            do {
                return try await body(reading)
            } catch {
                throw Self.complaint(error, reading, intent)
            }
        }
    }

    private static func inUse(by rollout: String, _ target: Target) -> Complaint {
        Complaint(
            "rollout \(rollout) of \(target.text) is open",
            why: ["what the alias serves is the rollout's"],
            now: ["Sluice changed nothing"],
            next: ["sluice status", "sluice abort \(rollout)"],
            exit: .refused
        )
    }

    private static func complaint(
        _ error: any Error,
        _ reading: AliasReading,
        _ intent: Intent
    ) -> any Error {
        if let failure = error as? AWSFailure {
            return Complaint(failure, doing: "write alias \(reading.target.text)")
        }
        return HandFailure(error, target: reading.target, environment: intent.environment)?
            .complaint ?? error
    }
}
