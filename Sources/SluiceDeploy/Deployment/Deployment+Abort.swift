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
        let found = try await store.rollout(rollout)
        try await checkPlace(of: found.plan, isEmergency: true)
        guard found.outcome == nil else { return try await tellOver(found) }
        let open = OpenRollout(store: store, plan: found.plan)
        let report = try await abort(open, reason: reason)
        guard report.end.isPromoted, let rollout = report.rollout else { return report }
        return try await tellOver(rollout)
    }

    /// What an abort of a rollout that is over comes to: nothing where the stable version has all
    /// traffic, else it cannot be done.
    private func tellOver(_ rollout: Rollout) async throws -> Report {
        let (plan, word) = (rollout.plan, rollout.outcome?.word ?? "")
        var state: AliasState?
        do {
            if let name = plan.target.alias {
                state = try await aws.alias(name, of: plan.target.function)
            }
        } catch {
            throw Complaint(error, doing: "read alias \(plan.target.text)")
        }
        if let state, let stable = plan.stable, state.traffic == Traffic(version: stable) {
            return Report(
                end: .unchanged(version: stable.name),
                target: plan.target,
                alias: state,
                notes: ["rollout \(plan.rollout) was over already: \(word)"]
            )
        }
        let traffic = state.map { "traffic is \($0.traffic.text); " } ?? ""
        throw Complaint(
            "rollout \(plan.rollout) is over and cannot be aborted: \(word)",
            now: [traffic + "Sluice changed nothing"],
            next: ["sluice rollback \(plan.environment)\(plan.target.options)"],
            exit: .refused
        )
    }

    /// The open rollout of a target: where another process of this machine has it, or here.
    ///
    /// What cannot be read is told, because a rollback must go on without it.
    func findOpen(_ target: Target) async -> (open: OpenRollout?, notes: [String]) {
        var notes: [String] = []
        do {
            if let driven = try await driven(target) { return (driven, []) }
        } catch {
            notes.append(
                "what another process drives could not be read: "
                    + Complaint.words(of: error)
            )
        }
        do {
            let all = try await store.summaries()
            notes += all.damaged.map { ([$0.what] + $0.why).joined(separator: ": ") }
            let found = all.good.last { $0.isOpen && $0.target.isSame(as: target) }
            if let found {
                let plan = try await store.rollout(found.rollout).plan
                return (OpenRollout(store: store, plan: plan), notes)
            }
        } catch {
            notes.append(
                "the journals could not be read: "
                    + Complaint.words(of: error)
            )
        }
        return (nil, notes)
    }

    /// What the holder of the target's lock drives; its journals may be in another folder.
    private func driven(_ target: Target) async throws -> OpenRollout? {
        guard let holder = try await locks.anyHolder(of: target), let requests = holder.requests
        else { return nil }
        if requests == store.requests(of: holder.rollout).place {
            let rollout = try await store.rollout(holder.rollout)
            return rollout.outcome == nil ? OpenRollout(store: store, plan: rollout.plan) : nil
        }
        guard requests.hasPrefix("/") else {
            throw Complaint(
                "\(holder.text) drives rollout \(holder.rollout), and its journal is not this project's",
                why: ["it is beside \(requests)"]
            )
        }
        let folder = FilePath(requests).removingLastComponent().removingLastComponent()
        let store = JournalStore(directory: folder)
        let rollout = try await store.rollout(holder.rollout)
        guard rollout.outcome == nil else { return nil }
        return OpenRollout(store: store, plan: rollout.plan)
    }

    func abort(_ open: OpenRollout, reason: String?) async throws -> Report {
        if open.plan.strategy.name == Plan.rollbackName { return try await endRecord(open) }
        let request = request(.abort, reason: reason)
        do {
            try await open.store.requests(of: open.name).append(request)
        } catch {
            let note = "nobody could be asked (\(error)); the alias was written without the journal"
            let report = try await overrule(open, reason: reason, note: note)
            return await unheard(report, of: open, because: error)
        }
        guard let driving = try await locks.driving(open.plan.target) else {
            return try await resume(open)
        }
        let holder = driving.holder
        // Without a name it has only just begun: what it drives shows in its answer.
        guard [open.name, ""].contains(holder.rollout) else {
            throw locks.refusal(open.plan.target, by: driving)
        }
        // One that has been silent for that long is not waited for once more.
        let isSilent = !driving.isAnswering(at: clock.now)
        guard try await isAnswered(request, in: open, within: isSilent ? .zero : Limits.answerWait)
        else {
            let since = min(driving.heardAt ?? request.at, request.at)
            let note =
                "process \(holder.driver.pid) on \(holder.driver.host) drives \(open.name) and has "
                + "not answered since \(since.clockText); the alias was written without it, and it "
                + "ends when it wakes up"
            return try await overrule(open, reason: reason, note: note)
        }
        return try await follow(open)
    }

    /// What an abort comes to whose request is nowhere: a driver finds the alias moved and ends, but one
    /// that has not begun to shift finds nothing, and goes on.
    private func unheard(
        _ report: Report,
        of open: OpenRollout,
        because error: any Error
    ) async -> Report {
        guard case .finished = report.end, let rollout = report.rollout,
            !rollout.candidateHasTraffic, !rollout.candidateIsInDoubt,
            // Where even that cannot be asked somebody may drive.
            let driving = try? await locks.driving(open.plan.target)
        else { return report }
        var report = report
        (report.end, report.notes) = (.open, [])
        let traffic = report.alias.map { "traffic is \($0.traffic.text); " } ?? ""
        report.complaint = Complaint(
            "rollout \(open.name) could not be told to stop",
            why: [Complaint.words(of: error), driving.text(at: clock.now)],
            now: [traffic + "Sluice changed nothing"],
            next: ["sluice abort \(open.name)   once its journal can be reached"],
            exit: .leftOpen
        )
        return report
    }

    /// Drives what nobody drives: the request in its file is folded first.
    private func resume(_ open: OpenRollout) async throws -> Report {
        let holder = holder(of: open.name, in: open.store)
        let locks = locks.sharing(open.store.home, on: identity.host)
        return try await locks.holdingLease(open.plan.target, as: holder) { lease in
            try await drive(
                try await open.store.open(open.name),
                of: open.plan,
                in: open.store,
                under: lease
            )
        }
    }

    /// Whether the driver takes the request into its journal in time.
    func isAnswered(
        _ request: Request,
        in open: OpenRollout,
        within time: Duration = Limits.answerWait
    ) async throws -> Bool {
        let end = clock.now.advanced(by: time)
        while true {
            let rollout = try await open.store.rollout(open.name)
            if rollout.outcome != nil || rollout.requests.contains(where: { $0.id == request.id }) {
                return true
            }
            // Nobody drives any more: whoever follows finds that out and goes on.
            if try await locks.anyHolder(of: open.plan.target) == nil { return true }
            if clock.now >= end { return false }
            try await pause(in: open)
        }
    }

    /// Watches another process bring the rollout to its end.
    private func follow(_ open: OpenRollout) async throws -> Report {
        let end = clock.now.advanced(by: Limits.followMax)
        var seen = 0
        while true {
            let journal = try await open.store.open(open.name)
            let entries = try await journal.entries()
            guard let rollout = Rollout(replaying: entries) else {
                throw Complaint(
                    damage: JournalDamage.empty(path: journal.place),
                    of: open.name
                )
            }
            for line in Rollout.told(entries, after: seen) {
                await seams.observe(line.entry, line.rollout)
            }
            seen = max(seen, entries.count)
            if let outcome = rollout.outcome {
                try await waitForClosing(of: open)
                let journal = try await open.store.open(open.name)
                return await close(journal, of: open.plan, .finished(outcome))
            }
            // The driver may end without ending the rollout: then it is for us to go on.
            if try await locks.anyHolder(of: open.plan.target) == nil {
                return try await resume(open)
            }
            guard clock.now < end else {
                let reason = rollout.hold?.reason ?? .noData
                return await close(journal, of: open.plan, .left(reason))
            }
            try await pause(in: open)
        }
    }

    /// The driver counts once more who was hurt before it lets go of the target.
    private func waitForClosing(of open: OpenRollout) async throws {
        let end = clock.now.advanced(by: Limits.closingWait)
        while clock.now < end, try await locks.anyHolder(of: open.plan.target) != nil {
            try await pause(in: open)
        }
    }

    private func pause(in open: OpenRollout) async throws {
        try await rest(
            until: clock.now.advanced(by: max(Limits.answerPoll, open.store.home.poll)),
            ["sluice status", "sluice abort \(open.name)"]
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
        let entries = try await open.store.open(open.name).entries()
        let rollout = Rollout(replaying: entries)
        let why = reason.map { ": \($0)" } ?? ""
        var report = Report(
            end: .finished(
                .rolledBack(Reason(.operator, "aborted by \(identity.who)\(why)"))
            ),
            target: target,
            rollout: rollout,
            entries: entries,
            notes: [note]
        )
        let leaving = rollout?.candidate ?? open.plan.candidate
        do {
            report.alias = try await giveBack(
                target,
                name,
                to: stable,
                leaving: leaving,
                isInDoubt: rollout?.candidateIsInDoubt ?? false
            )
        } catch {
            guard
                let failure = HandFailure(
                    error,
                    target: target,
                    environment: open.plan.environment
                )
            else { throw error }
            report.end = .open
            report.alias = failure.alias
            report.complaint = failure.complaint
        }
        return report
    }

    /// Takes an alias from a candidate; one that names neither it nor the stable version alone is
    /// someone else's.
    ///
    /// While a write of the driver may still come, what is as it should be is written all the same:
    /// the driver's write names a revision that is over then.
    private func giveBack(
        _ target: Target,
        _ name: String,
        to stable: Version,
        leaving candidate: Version?,
        isInDoubt: Bool
    ) async throws -> AliasState? {
        let found: AliasState?
        do {
            found = try await aws.alias(name, of: target.function)
        } catch {
            throw AliasRescue.Unsettled(failure: error, found: nil)
        }
        let wanted = Traffic(version: stable)
        guard let found, found.traffic != wanted || isInDoubt else { return found }
        guard found.traffic == wanted || candidate.map(found.names) ?? false else {
            throw AliasRescue.Superseded(found: found)
        }
        return try await rescue(target).write(
            wanted,
            over: found,
            leaving: candidate.map { [$0] } ?? []
        )
    }
}
