// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage

/// A rollout that has not ended, and the journals that it is among.
struct OpenRollout: Sendable {
    var store: JournalStore
    var plan: Plan
    var name: String { plan.rollout }
}

extension Deployment {
    /// Ends an open rollout: all traffic to its stable version.
    ///
    /// Where a process drives it, that one is asked; where nobody does, it is driven from here.
    /// Never asks anybody anything.
    public func abort(_ rollout: String, reason: String? = nil) async throws -> Report {
        let plan = try await store.rollout(rollout).plan
        return try await abort(OpenRollout(store: store, plan: plan), reason: reason)
    }

    /// The open rollout of a target: here, or where another process of this machine has it.
    ///
    /// What cannot be read is told, because a rollback must go on without it.
    func findOpen(_ target: Target) async -> (open: OpenRollout?, trouble: String?) {
        do {
            if let summary = try await store.open(of: target).last {
                let plan = try await store.rollout(summary.rollout).plan
                return (OpenRollout(store: store, plan: plan), nil)
            }
            guard let holder = try locks.holder(of: target), let requests = holder.requests else {
                return (nil, nil)
            }
            let folder = FilePath(requests).removingLastComponent().removingLastComponent()
            let other = JournalStore(directory: folder)
            let rollout = try await other.rollout(holder.rollout)
            guard rollout.outcome == nil else { return (nil, nil) }
            return (OpenRollout(store: other, plan: rollout.plan), nil)
        } catch {
            return (nil, "\(error)")
        }
    }

    func abort(_ open: OpenRollout, reason: String?) async throws -> Report {
        var random = random.fork("request \(clock.now.millisecondsSince1970)")
        let request = Request(
            id: random.uuid(),
            verb: .abort,
            who: identity.who,
            at: clock.now,
            reason: reason
        )
        do {
            try open.store.requests(of: open.name).append(request)
        } catch {
            let note = "nobody could be asked (\(error)); the alias was written without the journal"
            return try await overrule(open, reason: reason, note: note)
        }
        guard let holder = try locks.holder(of: open.plan.target) else {
            return try await resume(open)
        }
        guard try await isAnswered(request, in: open) else {
            let note =
                "process \(holder.driver.pid) on \(holder.driver.host) drives \(open.name) and does "
                + "not answer; the alias was written without it, and it ends when it wakes up"
            return try await overrule(open, reason: reason, note: note)
        }
        return try await follow(open)
    }

    /// Drives what nobody drives: the request in its file is folded first.
    private func resume(_ open: OpenRollout) async throws -> Report {
        let holder = TargetLock.Holder(
            driver: identity,
            rollout: open.name,
            requests: open.store.requests(of: open.name).path.string
        )
        return try await locks.holding(open.plan.target, as: holder) {
            try await drive(try open.store.open(open.name), of: open.plan, in: open.store)
        }
    }

    /// Whether the driver takes the request into its journal in time.
    private func isAnswered(_ request: Request, in open: OpenRollout) async throws -> Bool {
        let end = clock.now.advanced(by: Limits.answerWait)
        while true {
            let rollout = try await open.store.rollout(open.name)
            if rollout.outcome != nil || rollout.requests.contains(where: { $0.id == request.id }) {
                return true
            }
            if clock.now >= end { return false }
            try await pause()
        }
    }

    /// Watches another process bring the rollout to its end.
    private func follow(_ open: OpenRollout) async throws -> Report {
        let end = clock.now.advanced(by: Limits.followMax)
        var seen = 0
        while true {
            let journal = try open.store.open(open.name)
            let entries = await journal.entries()
            guard let rollout = Rollout(replaying: entries) else {
                throw Complaint(
                    JournalDamage.empty(path: journal.path.string),
                    of: open.name
                )
            }
            for entry in entries.dropFirst(seen) { await seams.observe(entry, rollout) }
            seen = max(seen, entries.count)
            if let outcome = rollout.outcome {
                return try await close(journal, of: open.plan, .finished(outcome))
            }
            // The driver may end without ending the rollout: then it is for us to go on.
            if try locks.holder(of: open.plan.target) == nil { return try await resume(open) }
            guard clock.now < end else {
                let reason = rollout.hold?.reason ?? .noData
                return try await close(journal, of: open.plan, .left(reason))
            }
            try await pause()
        }
    }

    private func pause() async throws {
        try await clock.sleep(
            until: clock.now.advanced(by: Limits.answerPoll),
            tolerance: nil
        )
    }

    /// Writes the alias without the lock, because nobody can be asked or nobody answers.
    ///
    /// The request stays in its file: a driver that wakes up folds it in first, finds the alias
    /// moved, and ends.
    private func overrule(
        _ open: OpenRollout,
        reason: String?,
        note: String
    ) async throws -> Report {
        let target = open.plan.target
        guard let name = target.alias, let stable = open.plan.stable else {
            throw Complaint(
                "\(target.text) has no version to go back to",
                why: [note],
                next: ["sluice abort \(open.name)"]
            )
        }
        var state: AliasState?
        do {
            if let found = try await aws.alias(name, of: target.function) {
                state =
                    found.traffic == Traffic(version: stable)
                    ? found
                    : try await rescue(target).write(
                        Traffic(version: stable),
                        over: found,
                        leaving: found.traffic.shares.map(\.version).filter { $0 != stable }
                    )
            }
        } catch {
            throw complaint(error, target)
        }
        let entries = await (try open.store.open(open.name)).entries()
        let why = reason.map { ": \($0)" } ?? ""
        return Report(
            end: .finished(
                .rolledBack(Reason(.operator, "aborted by \(identity.who)\(why)"))
            ),
            target: target,
            rollout: Rollout(replaying: entries),
            entries: entries,
            alias: state,
            notes: [note]
        )
    }
}
