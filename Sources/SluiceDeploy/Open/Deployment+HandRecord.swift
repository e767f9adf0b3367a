// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

// The record of a rollback by hand of which nobody knows the end.
extension Deployment {
    /// Ends such a record by what the alias serves, and never writes the alias.
    ///
    /// It is no rollout: its stable version is the one that was left, and to give that one all calls
    /// would undo the rollback.
    func endRecord(_ open: OpenRollout) async throws -> Report {
        try await waitForWriter(of: open)
        let holder = holder(of: open.name, in: open.store)
        let locks = locks.sharing(open.store.home, on: identity.host)
        return try await locks.holdingLease(open.plan.target, as: holder) { _ in
            let journal = try await open.store.open(open.name)
            return try await holding(journal, of: open.plan) {
                try await endRecordNow(open, in: journal)
            }
        }
    }

    /// Who writes by hand has no lock: it is waited for until it ended its record, or until nobody
    /// can be at it any more.
    private func waitForWriter(of open: OpenRollout) async throws {
        var isTold = false
        while true {
            let rollout = try await open.store.rollout(open.name)
            let end = rollout.lastAt.advanced(by: Limits.handWriteMax)
            guard rollout.outcome == nil, clock.now <= end else { return }
            if !isTold {
                await seams.tell(
                    "waiting up to \(Limits.handWriteMax.words) for the end of rollback \(open.name)"
                )
            }
            isTold = true
            try await rest(until: clock.now.advanced(by: .seconds(1)))
        }
    }

    private func endRecordNow(
        _ open: OpenRollout,
        in journal: any KeptJournal
    ) async throws -> Report {
        let (plan, target) = (open.plan, open.plan.target)
        var entries = try await journal.entries()
        let state: AliasState?
        do {
            state = try await aws.alias(target.alias ?? "", of: target.function)
        } catch {
            throw Complaint(error, doing: "read alias \(target.text)")
        }
        let known = Rollout(replaying: entries)?.outcome
        let outcome = known ?? Self.outcome(of: plan, serving: state?.traffic)
        if known == nil {
            let event = Event.finished(outcome: outcome)
            let entry = Entry(n: entries.count + 1, at: clock.now, event: event)
            try await JournalTrouble.worded("written", in: open.store.home.place) {
                try await journal.append(entry)
            }
            entries.append(entry)
        }
        let back = Outcome.rolledBack(Reason(.operator, plan.wordsOfReturn))
        return Report(
            end: .finished(outcome == .promoted ? back : outcome),
            target: target,
            rollout: Rollout(replaying: entries),
            entries: entries,
            alias: state,
            notes: [Self.note(on: open.name, outcome, state)]
        )
    }

    private static func outcome(of plan: Plan, serving traffic: Traffic?) -> Outcome {
        if let candidate = plan.candidate, traffic == Traffic(version: candidate) {
            return .promoted
        }
        guard traffic == plan.alias?.traffic else { return .superseded }
        return .stopped(Reason(.operator, "the write of the alias did not happen"))
    }

    private static func note(on name: String, _ outcome: Outcome, _ state: AliasState?) -> String {
        let traffic = state.map { ": traffic is \($0.traffic.text)" } ?? ""
        switch outcome {
        case .promoted: return "rollback \(name) had happened, and its record has an end now"
        case .superseded: return "after rollback \(name) someone else moved the alias\(traffic)"
        default: return "rollback \(name) did not happen\(traffic)"
        }
    }
}
