// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceWire

extension Deployment {

    /// Sets the candidate's share by hand, and records it.
    ///
    /// A share between nothing and everything stays open until another one, or `rollback`. Without
    /// a version, the one that has a share already is meant. With `end` it is watched until then,
    /// and then the alias's own version has all traffic again.
    public func shift(
        _ intent: Intent,
        to weight: Weight,
        version: Version? = nil,
        holdUntil end: Timestamp? = nil,
        reason: String? = nil
    ) async throws -> Report {
        if let end { try Self.check(end, weight, at: clock.now) }
        let reading = try await readAlias(intent, to: "shift")
        let before = try await openShift(of: reading.target)
        // The claim of a share that was held until a time is ours to take away: its end is asked for.
        if let claim = Claim(in: reading.state.description), claim.until > clock.now,
            claim.rollout != before
        {
            let now = "traffic is \(reading.state.traffic.text); Sluice changed nothing"
            throw Complaint(
                claim,
                on: reading.target,
                now: [now],
                environment: intent.environment
            )
        }
        let stable = reading.state.version
        guard let candidate = version ?? reading.state.weighted?.version else {
            throw Complaint(
                "no version is named, and none has a share beside \(stable.text)",
                now: ["traffic is \(reading.state.traffic.text); Sluice changed nothing"],
                next: [
                    "sluice shift \(intent.environment)\(reading.target.options) "
                        + "\(weight.percentText) --version N"
                ],
                exit: .usage
            )
        }
        let wanted = try traffic(stable, candidate, weight)
        if reading.state.traffic == wanted, end == nil {
            return Report(
                end: .unchanged(version: wanted.version.name),
                target: reading.target,
                alias: reading.state
            )
        }
        var surveyed = reading.state
        if Claim(in: surveyed.description)?.rollout == before {
            surveyed.description = Claim.ownText(of: surveyed.description)
        }
        let plan = Plan.byHand(
            Plan.shiftName,
            rollout: await newName(),
            at: clock.now,
            by: identity.who,
            environment: intent.environment,
            target: reading.target,
            alias: surveyed,
            candidate: candidate,
            weight: weight,
            guards: intent.guards,
            metricPeriod: survey.endpoint == nil ? 60 : await survey.health() ?? 60,
            holdFor: end.map { clock.now.duration(to: $0) },
            fence: fence,
            reason: reason
        )
        if end != nil { return try await hold(plan, after: before) }
        let holder = holder(of: plan.rollout)
        return try await locks.holdingLease(reading.target, as: holder) { lease in
            let wish = Wish(weight: weight, traffic: wanted, read: reading.state, before: before)
            return try await carryOut(plan, wish, under: lease)
        }
    }

    /// Sets a share in the machine of every rollout and watches it until its time is over.
    private func hold(_ plan: Plan, after before: String?) async throws -> Report {
        try await locks.holdingLease(plan.target, as: holder(of: plan.rollout)) { lease in
            try await lookAgain(for: plan, at: plan.alias, besides: before)
            let journal = try await open(plan)
            let trouble = await supersede(before)
            var report = try await drive(journal, of: plan, under: lease)
            report.notes += Self.stillOpen(before, trouble)
            return report
        }
    }

    private static func check(_ end: Timestamp, _ weight: Weight, at now: Timestamp) throws {
        guard end <= now || weight == .none || weight == .all else { return }
        throw Complaint(
            end <= now
                ? "\(end.iso8601) is over already"
                : "\(weight.text) is nothing that could be held: it has no way back",
            why: ["what is held is a share, until a time to come"],
            now: ["Sluice changed nothing"],
            next: ["name a weight between 0% and 100%, and a time such as 30m"],
            exit: .usage
        )
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
        let open = try await store.undamaged(of: target).last(where: \.isOpen)
        guard let open else { return nil }
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

    /// A share that a person wants.
    private struct Wish {
        var weight: Weight
        var traffic: Traffic
        /// The alias as it was when it was wanted.
        var read: AliasState
        /// The record of the share that was set before.
        var before: String?
    }

    /// Records, writes, records: a shift without a journal is refused by the first `append`.
    private func carryOut(
        _ plan: Plan,
        _ wish: Wish,
        under lease: Lease?
    ) async throws -> Report {
        let journal = try await store.create(plan.rollout)
        var record = HandRecord(journal, clock: clock)
        let action = Action.moveAlias(move: Self.move(plan, wish), attempt: 0)
        let reason = Reason(.operator, plan.wordsOfSetting)
        let decision: Decision =
            action.move == .rollBack ? .rollBack(reason) : .advance(to: 0, grade: .start)
        await record.add(.started(plan: plan))
        await record.add(.driving(driver: identity))
        await record.add(.decided(decision: decision, evidence: nil))
        await record.add(.intended(action: action))
        if let trouble = record.trouble {
            let now = "traffic is \(wish.read.traffic.text); Sluice changed nothing"
            let complaint = Self.unrecorded(plan, trouble, now: now)
            // Without its first line the rollout was never opened.
            guard (try? await journal.entries())?.isEmpty == false else { throw complaint }
            return told(record, of: plan, HandFailure(alias: wish.read, complaint: complaint))
        }
        let state: AliasState
        do {
            state = try await write(wish, of: plan)
        } catch is AliasRescue.Aborted {
            return try await giveBack(journal, of: plan, after: wish.before, under: lease)
        } catch {
            guard
                let failure = HandFailure(error, target: plan.target, environment: plan.environment)
            else { throw error }
            if let outcome = failure.outcome { await record.add(.finished(outcome: outcome)) }
            return told(record, of: plan, failure)
        }
        await record.add(.wrote(action: action, effect: .alias(state)))
        var end = Report.End.open
        switch action.move {
        case .complete: end = .finished(.promoted)
        case .rollBack: end = .finished(.rolledBack(reason))
        case .shift, .claim, .restore, nil: break
        }
        if case .finished(let outcome) = end { await record.add(.finished(outcome: outcome)) }
        let trouble = await supersede(wish.before) ?? record.trouble
        return Report(
            end: end,
            target: plan.target,
            rollout: Rollout(replaying: record.entries),
            entries: record.entries,
            alias: state,
            notes: end == .open ? [Self.stays(plan)] : [],
            complaint: trouble.map {
                Self.unrecorded(plan, $0, now: "traffic is \(state.traffic.text)")
            }
        )
    }

    /// What nobody sees otherwise before a deployment is refused because of it.
    static func stays(_ plan: Plan) -> String {
        let place = "\(plan.environment)\(plan.target.options)"
        return
            "the share stays, and its record \(plan.rollout) open, until: sluice shift \(place) 0%, "
            + "sluice shift \(place) 100%, or: sluice rollback \(place)"
    }

    /// Writes the alias; what is repeated is not to undo an abort that was asked for meanwhile.
    private func write(_ wish: Wish, of plan: Plan) async throws -> AliasState {
        var rescue = rescue(plan.target, yielding: true)
        let box = store.requests(of: plan.rollout)
        rescue.isAborted = {
            // Requests that cannot be read ask for nothing; the revision still protects the alias.
            let asked = (try? await box.requests(without: [])) ?? []
            return asked.contains { $0.verb == .abort }
        }
        return try await rescue.write(wish.traffic, over: wish.read, leaving: [])
    }

    /// Ends a share that was aborted while it was written, as whoever finds it without a driver does.
    private func giveBack(
        _ journal: any KeptJournal,
        of plan: Plan,
        after before: String?,
        under lease: Lease?
    ) async throws -> Report {
        let trouble = await supersede(before)
        var report = try await drive(journal, of: plan, under: lease)
        report.notes += Self.stillOpen(before, trouble)
        return report
    }

    private static func stillOpen(_ before: String?, _ trouble: String?) -> [String] {
        guard let before, let trouble else { return [] }
        return ["the record of shift \(before) is still open: \(trouble)"]
    }

    /// Ends the record of the share that was set before; why that could not be done.
    private func supersede(_ before: String?) async -> String? {
        guard let before else { return nil }
        do {
            let journal = try await store.open(before)
            let n = try await journal.entries().count + 1
            let event = Event.finished(outcome: .superseded)
            try await journal.append(Entry(n: n, at: clock.now, event: event))
            return nil
        } catch {
            return Complaint.words(of: error)
        }
    }

    private static func unrecorded(_ plan: Plan, _ trouble: String, now: String) -> Complaint {
        Complaint(
            "the journal of rollout \(plan.rollout) cannot be written",
            why: [trouble],
            now: [now],
            next: ["make room or repair the disk, then: sluice abort \(plan.rollout)"]
        )
    }

    private static func move(_ plan: Plan, _ wish: Wish) -> Move {
        if wish.traffic == plan.stable.map({ Traffic(version: $0) }) { return .rollBack }
        return wish.traffic.weighted == nil ? .complete : .shift(to: wish.weight)
    }
}
