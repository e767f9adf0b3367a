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
        let (open, trouble) = await findOpen(reading.target)
        if let open {
            let report = try await abort(open, reason: reason)
            guard let version, report.alias?.traffic != Traffic(version: version) else {
                return report
            }
            reading = try await readAlias(intent, to: "roll back")
        }
        let destination = try await destination(version, reading, intent)
        if reading.state.traffic == Traffic(version: destination) {
            return Report(
                end: .unchanged(version: destination.name),
                target: reading.target,
                alias: reading.state
            )
        }
        let request = Return(
            intent: intent,
            reading: reading,
            destination: destination,
            reason: reason
        )
        return try await goBack(request, trouble: trouble)
    }

    /// The versions that `rollback` could go to, the nearest first.
    public func rollbackList(_ intent: Intent) async throws -> [Version] {
        let reading = try await readAlias(intent, to: "roll back")
        let served = try await served(of: reading.target)
        return served.versions.reversed().filter { !reading.state.names($0) }
    }

    private struct Return {
        var intent: Intent
        var reading: AliasReading
        var destination: Version
        var reason: String?
    }

    private func served(of target: Target) async throws -> ServedVersions {
        ServedVersions(
            try await store.summaries().good.filter { $0.target.isSame(as: target) }
        )
    }

    /// Where to go: what was said; the stable version of a split; the version promoted before; the
    /// alias that remembers it.
    private func destination(
        _ version: Version?,
        _ reading: AliasReading,
        _ intent: Intent
    ) async throws -> Version {
        if let version { return version }
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
        throw Complaint(
            "no version is known that \(reading.target.text) served before "
                + reading.state.version.text,
            why: [
                "neither the journals here nor alias \(reading.target.previousAlias ?? "") know one"
            ],
            now: ["traffic is \(reading.state.traffic.text); Sluice changed nothing"],
            next: [
                "sluice versions \(intent.environment)",
                "sluice rollback \(intent.environment) --to VERSION",
            ],
            exit: .refused
        )
    }

    /// One complete write of the alias, recorded where that is possible.
    private func goBack(_ request: Return, trouble: String?) async throws -> Report {
        let (reading, name) = (request.reading, newName())
        let plan = Plan.byHand(
            Plan.rollbackName,
            rollout: name,
            at: clock.now,
            by: identity.who,
            environment: request.intent.environment,
            target: reading.target,
            alias: reading.state,
            candidate: request.destination
        )
        var record = begin(plan, trouble: trouble)
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
            await record.add(.finished(outcome: .stopped(Reason(.aws, "\(error)"))))
            throw complaint(error, reading.target)
        }
        await record.add(.wrote(action: action, effect: .alias(state)))
        await record.add(.finished(outcome: .promoted))
        let why = request.reason.map { ": \($0)" } ?? ""
        return Report(
            end: .finished(.rolledBack(Reason(.operator, "rolled back by \(identity.who)\(why)"))),
            target: reading.target,
            rollout: Rollout(replaying: record.entries),
            entries: record.entries,
            alias: state,
            notes: record.trouble.map { ["this rollback is not in the journal: \($0)"] } ?? []
        )
    }

    private func begin(_ plan: Plan, trouble: String?) -> HandRecord {
        do {
            return HandRecord(try store.create(plan.rollout), clock: clock, trouble: trouble)
        } catch {
            return HandRecord(nil, clock: clock, trouble: "\(error)")
        }
    }

    func rescue(_ target: Target) -> AliasRescue {
        AliasRescue(
            aws: aws,
            clock: clock,
            function: target.function,
            alias: target.alias ?? ""
        )
    }

    func complaint(_ error: any Error, _ target: Target) -> any Error {
        switch error {
        case let failure as AWSFailure:
            Complaint(failure, doing: "write alias \(target.text)", now: [])
        case let superseded as AliasRescue.Superseded:
            Complaint(
                "alias \(target.text) was moved by someone else meanwhile",
                why: ["it does not name the version any more that was to lose its traffic"],
                now: ["traffic is \(superseded.found.traffic.text)"],
                next: ["sluice status"],
                exit: .refused
            )
        default: error
        }
    }
}
