// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension Deployment {
    /// Gathers what the report needs beside the journal.
    ///
    /// Nothing that fails here changes the outcome.
    func close(
        _ journal: any KeptJournal,
        of plan: Plan,
        _ end: Report.End,
        complaint: Complaint? = nil
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
        await readCounts(&report)
        await readErrors(&report)
        if case .finished = end { await forgetPackages(of: plan, &report) }
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

    /// The calls that a candidate had which was taken back, with those after the last reading.
    ///
    /// Not where a log has to be read for it: that takes a while, and the target is still held.
    private func readCounts(_ report: inout Report) async {
        guard let rollout = report.rollout, case .finished(.rolledBack) = report.end,
            rollout.judge.readAt != nil, !rollout.plan.observesLogs,
            rollout.plan.guards.failurePatterns.isEmpty
        else { return }
        let platform = LambdaPlatform(
            aws: aws,
            clock: clock,
            gates: gates,
            pace: pace,
            package: { try await store.packages.bytes(of: $0) }
        )
        let event = await platform.perform(rollout.observation, for: rollout)
        // Without it the counts of the last reading stand, and the report says until when.
        guard case .observed(_, let observation) = event else { return }
        report.afterwards = rollout.judge(after: observation, at: clock.now)
    }

    /// The first errors of a candidate that was not promoted.
    private func readErrors(_ report: inout Report) async {
        guard let rollout = report.rollout, let candidate = rollout.candidate,
            case .finished(let outcome) = report.end, outcome.reason != nil
        else { return }
        let log = CandidateLog(
            aws: aws,
            function: report.target.function,
            version: candidate
        )
        do {
            report.firstErrors = try await log.errors(from: rollout.startedAt, to: clock.now)
        } catch {
            report.notes.append("the log of \(candidate.text) could not be read: \(error.code)")
        }
    }

    private func forgetPackages(of plan: Plan, _ report: inout Report) async {
        do {
            var kept: [CodeReference] = []
            for summary in try await store.undamaged() where summary.isOpen {
                if let code = try await store.rollout(summary.rollout).plan.code {
                    kept.append(code)
                }
            }
            let since = clock.now.advanced(by: .zero - Limits.packageRest)
            try await store.packages.forget(allBut: kept, of: plan.code, unusedSince: since)
        } catch {
            report.notes.append("packages that nobody needs any more are still there: \(error)")
        }
    }
}
