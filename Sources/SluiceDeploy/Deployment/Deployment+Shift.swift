// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceWire

extension Deployment {

    /// Sets the candidate's share by hand, and records it.
    ///
    /// A share between nothing and everything stays open until another one, or `rollback`. Without
    /// a version, the one that has a share already is meant.
    public func shift(
        _ intent: Intent,
        to weight: Weight,
        version: Version? = nil
    ) async throws -> Report {
        let reading = try await readAlias(intent, to: "shift")
        let before = try await openShift(of: reading.target)
        let stable = reading.state.version
        guard let candidate = version ?? reading.state.weighted?.version else {
            throw Complaint(
                "no version is named, and none has a share beside \(stable.text)",
                now: ["traffic is \(reading.state.traffic.text); Sluice changed nothing"],
                next: ["sluice shift \(intent.environment) \(weight.percentText) --version N"],
                exit: .usage
            )
        }
        let wanted = try traffic(stable, candidate, weight)
        if reading.state.traffic == wanted {
            return Report(
                end: .unchanged(version: wanted.version.name),
                target: reading.target,
                alias: reading.state
            )
        }
        let plan = Plan.byHand(
            Plan.shiftName,
            rollout: newName(),
            at: clock.now,
            by: identity.who,
            environment: intent.environment,
            target: reading.target,
            alias: reading.state,
            candidate: candidate,
            weight: weight,
            guards: intent.guards,
            metricPeriod: survey.endpoint == nil ? 60 : await survey.health() ?? 60
        )
        return try await locks.holding(reading.target, as: holder(of: plan.rollout)) {
            try await carryOut(plan, wanted, weight, over: reading.state, after: before)
        }
    }

    private func traffic(
        _ stable: Version,
        _ candidate: Version,
        _ weight: Weight
    ) throws -> Traffic {
        if candidate == stable {
            guard weight == .all else {
                throw Complaint(
                    "\(stable.text) is the alias's own version: its share is what others leave it",
                    now: ["Sluice changed nothing"],
                    next: ["name the other version and its share"],
                    exit: .usage
                )
            }
            return Traffic(version: stable)
        }
        if weight == .all { return Traffic(version: candidate) }
        return .split(stable: stable, candidate: candidate, at: weight)
    }

    /// A share that was set by hand before; a real rollout in its place is refused.
    private func openShift(of target: Target) async throws -> String? {
        guard let open = try await store.open(of: target).last else { return nil }
        guard open.strategy == Plan.shiftName else {
            throw Complaint(
                "rollout \(open.rollout) of \(target.text) is open",
                why: ["its weights are the rollout's"],
                now: ["Sluice changed nothing"],
                next: ["sluice abort \(open.rollout)", "sluice status"],
                exit: .refused
            )
        }
        return open.rollout
    }

    /// Records, writes, records: a shift without a journal is refused by the first `append`.
    private func carryOut(
        _ plan: Plan,
        _ wanted: Traffic,
        _ weight: Weight,
        over read: AliasState,
        after before: String?
    ) async throws -> Report {
        let journal = try store.create(plan.rollout)
        let action = Action.moveAlias(move: Self.move(wanted, of: plan, weight), attempt: 0)
        let reason = Reason(.operator, "set by hand by \(identity.who)")
        var events: [Event] = [.started(plan: plan), .driving(driver: identity)]
        events.append(
            .decided(
                decision: action.move == .rollBack
                    ? .rollBack(reason) : .advance(to: 0, grade: .start),
                evidence: nil
            )
        )
        events.append(.intended(action: action))
        for event in events { try await add(event, to: journal) }
        let state: AliasState
        do {
            state = try await rescue(plan.target).write(wanted, over: read, leaving: [])
        } catch {
            let stopped = Outcome.stopped(Reason(.aws, "the alias could not be written"))
            try await add(.finished(outcome: stopped), to: journal)
            throw complaint(error, plan.target)
        }
        try await add(.wrote(action: action, effect: .alias(state)), to: journal)
        if let before {
            let journal = try store.open(before)
            try await add(.finished(outcome: .superseded), to: journal)
        }
        var end = Report.End.finished(.promoted)
        switch action.move {
        case .complete: try await add(.finished(outcome: .promoted), to: journal)
        case .rollBack:
            end = .finished(.rolledBack(reason))
            try await add(.finished(outcome: .rolledBack(reason)), to: journal)
        case .shift, nil: break
        }
        let entries = await journal.entries()
        return Report(
            end: end,
            target: plan.target,
            rollout: Rollout(replaying: entries),
            entries: entries,
            alias: state
        )
    }

    private static func move(_ wanted: Traffic, of plan: Plan, _ weight: Weight) -> Move {
        if wanted == plan.stable.map({ Traffic(version: $0) }) { return .rollBack }
        return wanted.weighted == nil ? .complete : .shift(to: weight)
    }

    private func add(_ event: Event, to journal: FileJournal) async throws {
        let n = await journal.entries().count + 1
        try await journal.append(Entry(n: n, at: clock.now, event: event))
    }
}
