// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension Deployment {
    /// What there is to do and to tell when a drive has ended, while the target is still held.
    func close(
        _ journal: any KeptJournal,
        of plan: Plan,
        after end: DriveEnd,
        through aws: some AWSTransport
    ) async -> Report {
        var report = await close(journal, of: plan, Report.End(end), records: true)
        if plan.strategy.name == Plan.gradualRollbackName, case .finished(.rolledBack) = report.end
        {
            await keepPrevious(after: &report, through: aws)
        }
        if end == .reached, let milestone = plan.until {
            report.notes.append(
                "left open as asked, at \(milestone); nobody watches it until: "
                    + "sluice resume \(plan.rollout)"
            )
        }
        return report
    }

    /// Gathers what the report needs beside the journal.
    ///
    /// Nothing that fails here changes the outcome. Whoever holds the target `records` what was
    /// counted after the end, so that it is told the same ever after.
    func close(
        _ journal: any KeptJournal,
        of plan: Plan,
        _ end: Report.End,
        complaint: Complaint? = nil,
        records: Bool = false
    ) async -> Report {
        // What was appended by this process is remembered, whatever became of its place.
        let entries = (try? await journal.entries()) ?? []
        var report = Report(
            end: end,
            target: plan.target,
            rollout: Rollout(replaying: entries),
            entries: entries,
            complaint: complaint
        )
        if await journal.wasTorn {
            report.notes.append("the journal's last line was torn and was left out")
        }
        await readBack(&report)
        if let complaint, complaint.now.isEmpty {
            report.complaint?.now = [
                report.alias.map { "traffic is \($0.traffic.text); nobody watches it now" }
                    ?? "it is not known what \(plan.target.text) serves; nobody watches it now"
            ]
        }
        await readCalls(&report, of: journal, records: records)
        if case .finished = end { await forgetPackages(&report) }
        return report
    }

    private func readBack(_ report: inout Report) async {
        guard let name = report.target.alias else { return }
        do {
            report.alias = try await aws.alias(name, of: report.target.function)
        } catch {
            report.notes.append("the alias could not be read back: \(error.code)")
        }
    }

    /// Who was hurt: from the candidate's log and, where it was taken back, from the metrics.
    private func readCalls(
        _ report: inout Report,
        of journal: any KeptJournal,
        records: Bool
    ) async {
        guard let rollout = report.rollout, case .finished(let outcome) = report.end else { return }
        let isNew = rollout.aftermath == nil && Self.isCountedOnce(more: rollout, outcome)
        let now = clock.now
        let isLogRead = await readErrors(&report, until: isNew ? now : rollout.toldUntil)
        guard isNew, case .observed(let poll, var observation) = await counts(of: rollout)
        else { return }
        if isLogRead {
            observation.loggedFailures = report.firstErrors.reduce(0) { $0 + $1.count }
        }
        let event = Event.observed(poll: poll, observation: observation)
        let entry = Entry(n: report.entries.count + 1, at: now, event: event)
        report.entries.append(entry)
        report.rollout?.apply(entry)
        guard records else { return }
        do {
            try await journal.append(entry)
        } catch {
            report.notes.append(
                "the calls after the end are not in the journal: \(Complaint.words(of: error))"
            )
        }
    }

    /// Not where a log has to be read for it: that takes a while, and the target is still held.
    private static func isCountedOnce(more rollout: Rollout, _ outcome: Outcome) -> Bool {
        guard case .rolledBack = outcome, rollout.outcome != nil else { return false }
        return rollout.judge.readAt != nil && !rollout.plan.observesLogs
            && rollout.plan.guards.failurePatterns.isEmpty
    }

    /// The counts of both versions, with those after the last reading; without them those of the
    /// last reading stand, and the report says until when.
    private func counts(of rollout: Rollout) async -> Event {
        let platform = LambdaPlatform(
            aws: aws,
            clock: clock,
            gates: gates,
            pace: pace,
            package: { try await store.packages.bytes(of: $0) }
        )
        return await platform.perform(rollout.observation, for: rollout)
    }

    /// The first errors of a candidate that was not promoted; whether its log was read.
    private func readErrors(_ report: inout Report, until end: Timestamp) async -> Bool {
        guard let rollout = report.rollout, let candidate = rollout.candidate,
            case .finished(let outcome) = report.end, outcome.reason != nil
        else { return false }
        let log = CandidateLog(
            aws: aws,
            function: report.target.function,
            version: candidate,
            group: rollout.plan.logGroup
        )
        do {
            report.firstErrors = try await log.errors(from: rollout.startedAt, to: end)
            return true
        } catch {
            report.notes.append("the log of \(candidate.text) could not be read: \(error.code)")
            return false
        }
    }

    private func forgetPackages(_ report: inout Report) async {
        do {
            var kept: [CodeReference] = []
            for summary in try await store.undamaged() where summary.isOpen {
                if let code = try await store.rollout(summary.rollout).plan.code {
                    kept.append(code)
                }
            }
            let since = clock.now.advanced(by: .zero - Limits.packageRest)
            try await store.packages.forget(allBut: kept, unusedSince: since)
        } catch {
            report.notes.append("packages that nobody needs any more are still there: \(error)")
        }
    }
}
