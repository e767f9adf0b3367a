// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceWire

extension Deployment {

    /// Gives all traffic back: to the stable version of an open rollout, else to the version that
    /// was promoted before the present one.
    ///
    /// It needs one read and one write of the alias. A journal that cannot be read or written is
    /// said in the report's notes and does not stop it.
    public func rollback(
        _ intent: Intent,
        to version: Version? = nil,
        reason: String? = nil
    ) async throws -> Report {
        var reading = try await readAlias(intent, to: "roll back")
        let (open, notes) = await findOpen(reading.target)
        if let version { await warn(of: version, on: reading.target) }
        var version = version
        var earlier: OpenRollout?
        if let open, open.plan.strategy.name == Plan.rollbackName {
            // Another rollback of which nobody knows the end: it is taken up.
            version = version ?? open.plan.candidate
            earlier = open
        } else if let open {
            let report = try await abort(open, reason: reason)
            let wanted = version.map { Traffic(version: $0) }
            let goesOn = report.complaint == nil && wanted != nil && wanted != report.alias?.traffic
            guard goesOn || report.end.isPromoted else { return report }
            reading = try await readAlias(intent, to: "roll back")
            version = try version ?? destination(after: report, of: open, reading)
        }
        let destination = try await destination(version, reading, intent)
        var report: Report
        if reading.state.traffic == Traffic(version: destination) {
            report = Report(
                end: .unchanged(version: destination.name),
                target: reading.target,
                alias: reading.state
            )
        } else {
            let request = Return(
                intent: intent,
                reading: reading,
                destination: destination,
                reason: reason
            )
            report = try await goBack(request)
        }
        report.notes += notes
        if let earlier, report.complaint == nil {
            let wentThrough = report.end == .unchanged(version: earlier.plan.candidate?.name ?? "")
            await settle(earlier, as: wentThrough ? .promoted : .superseded, &report)
        }
        return report
    }

    /// Where a rollback goes on after a rollout that was promoted before it could be aborted.
    private func destination(
        after report: Report,
        of open: OpenRollout,
        _ reading: AliasReading
    ) throws -> Version? {
        guard let stable = open.plan.stable,
            let candidate = report.rollout?.candidate ?? open.plan.candidate
        else { return nil }
        guard [stable, candidate].map({ Traffic(version: $0) }).contains(reading.state.traffic)
        else { throw Complaint.superseded(reading.target, by: reading.state) }
        return stable
    }

    /// Ends the record of an earlier rollback, once nobody can be at it any more.
    private func settle(_ open: OpenRollout, as outcome: Outcome, _ report: inout Report) async {
        do {
            let journal = try await open.store.open(open.name)
            let entries = try await journal.entries()
            guard let last = entries.last,
                last.at.duration(to: clock.now) > Limits.handWriteMax
            else { return }
            let event = Event.finished(outcome: outcome)
            try await journal.append(Entry(n: entries.count + 1, at: clock.now, event: event))
        } catch {
            report.notes.append(
                "the record of rollback \(open.name) is still open: "
                    + Complaint.words(of: error)
            )
        }
    }

    /// The versions that `rollback` could go to, the one first that it goes to by itself.
    public func rollbackList(_ intent: Intent) async throws -> [Version] {
        let reading = try await readAlias(intent, to: "roll back")
        // Journals that cannot be read leave the alias beside as the only memory.
        let served = (try? await served(of: reading.target)) ?? ServedVersions([])
        var versions = served.versions.reversed().filter { !reading.state.names($0) }
        let (open, _) = await findOpen(reading.target)
        let wayOut =
            open?.plan.strategy.name == Plan.rollbackName
            ? open?.plan.candidate : open?.plan.stable
        var first = wayOut
        if first == nil { first = try await knownDestination(reading) }
        if let first { versions = [first] + versions.filter { $0 != first } }
        return versions
    }

    private struct Return {
        var intent: Intent
        var reading: AliasReading
        var destination: Version
        var reason: String?
    }

    /// Where to go: what was said; the stable version of a split; the version promoted before; the
    /// alias that remembers it.
    func destination(
        _ version: Version?,
        _ reading: AliasReading,
        _ intent: Intent
    ) async throws -> Version {
        if let version { return version }
        if let known = try await knownDestination(reading) { return known }
        throw Complaint(
            "no version is known that \(reading.target.text) served before "
                + reading.state.version.text,
            why: [
                "neither the journals here nor alias \(reading.target.previousAlias ?? "") know one"
            ],
            now: ["traffic is \(reading.state.traffic.text); Sluice changed nothing"],
            next: [
                "sluice versions \(intent.environment)\(reading.target.options)",
                "sluice rollback \(intent.environment)\(reading.target.options) --to VERSION",
            ],
            exit: .refused
        )
    }

    /// As above, where nobody said a version; `nil` where none is known.
    private func knownDestination(_ reading: AliasReading) async throws -> Version? {
        // Journals that cannot be read leave the alias beside as the only memory.
        let served = (try? await served(of: reading.target)) ?? ServedVersions([])
        if let weighted = reading.state.weighted {
            return served.versions.last == weighted.version
                ? weighted.version : reading.state.version
        }
        if let before = served.before(reading.state.version) { return before }
        // Journals that know the present version know better than the alias beside, which may name
        // one that was rolled back already.
        if let name = reading.target.previousAlias,
            !served.versions.contains(reading.state.version)
        {
            do {
                let previous = try await aws.alias(name, of: reading.target.function)
                if let previous, previous.version != reading.state.version {
                    return previous.version
                }
            } catch {
                throw Complaint(error, doing: "read alias \(name)")
            }
        }
        return nil
    }

    /// One complete write of the alias, recorded where that is possible.
    private func goBack(_ request: Return) async throws -> Report {
        let (reading, name) = (request.reading, await newName())
        let plan = Plan.byHand(
            Plan.rollbackName,
            rollout: name,
            at: clock.now,
            by: identity.who,
            environment: request.intent.environment,
            target: reading.target,
            alias: reading.state,
            candidate: request.destination,
            reason: request.reason
        )
        var record = await begin(plan)
        let action = Action.moveAlias(move: .complete, attempt: 0)
        await record.add(.started(plan: plan))
        await record.add(.driving(driver: identity))
        await record.add(.decided(decision: .advance(to: 0, grade: .start), evidence: nil))
        await record.add(.intended(action: action))
        let state: AliasState
        do {
            state = try await rescue(reading.target).write(
                Traffic(version: request.destination),
                over: reading.state,
                leaving: reading.state.traffic.shares.map(\.version)
                    .filter { $0 != request.destination }
            )
        } catch {
            guard
                let failure = HandFailure(
                    error,
                    target: reading.target,
                    environment: plan.environment
                )
            else { throw error }
            if let outcome = failure.outcome { await record.add(.finished(outcome: outcome)) }
            return told(record, of: plan, failure)
        }
        await record.add(.wrote(action: action, effect: .alias(state)))
        await record.add(.finished(outcome: .promoted))
        let reason = Reason(.operator, plan.wordsOfReturn)
        var report = told(record, of: plan, .finished(.rolledBack(reason)), state)
        await keepPrevious(after: &report, through: aws)
        return report
    }

    /// What is told of a rollback that went through.
    private func told(
        _ record: HandRecord,
        of plan: Plan,
        _ end: Report.End,
        _ alias: AliasState?
    ) -> Report {
        Report(
            end: end,
            target: plan.target,
            rollout: Rollout(replaying: record.entries),
            entries: record.entries,
            alias: alias,
            notes: record.trouble.map { ["this rollback is not in the journal: \($0)"] } ?? []
        )
    }

    /// What is told of a write by hand that failed.
    func told(_ record: HandRecord, of plan: Plan, _ failure: HandFailure) -> Report {
        var report = told(
            record,
            of: plan,
            failure.outcome.map { .finished($0) } ?? .open,
            failure.alias
        )
        report.complaint = failure.complaint
        return report
    }

    private func begin(_ plan: Plan) async -> HandRecord {
        do {
            return HandRecord(try await store.create(plan.rollout), clock: clock)
        } catch var complaint as Complaint {
            // A rollback is done all the same.
            complaint.why.removeAll { $0 == JournalTrouble.consequence }
            return HandRecord(nil, clock: clock, trouble: Complaint.words(of: complaint))
        } catch {
            return HandRecord(nil, clock: clock, trouble: Complaint.words(of: error))
        }
    }

    /// How an alias is written by hand; one that yields stops at a claim that came meanwhile, and at
    /// what was written since it had no answer.
    func rescue(_ target: Target, yielding yields: Bool = false) -> AliasRescue {
        AliasRescue(
            aws: aws,
            clock: clock,
            function: target.function,
            alias: target.alias ?? "",
            yields: yields
        )
    }
}
