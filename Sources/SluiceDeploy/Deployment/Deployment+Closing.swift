// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension Deployment {
    /// Gathers what the report needs beside the journal.
    ///
    /// Nothing that fails here changes the outcome.
    func close(_ journal: FileJournal, of plan: Plan, _ end: DriveEnd) async throws -> Report {
        let entries = await journal.entries()
        var report = Report(
            end: Report.End(end),
            target: plan.target,
            rollout: Rollout(replaying: entries),
            entries: entries
        )
        if await journal.wasTorn {
            report.notes.append("the journal's last line was torn and was left out")
        }
        await readBack(&report)
        await readErrors(&report)
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

    private func forgetPackages(_ report: inout Report) async {
        do {
            var kept: [CodeReference] = []
            for summary in try await store.open() {
                if let code = try await store.rollout(summary.rollout).plan.code {
                    kept.append(code)
                }
            }
            try store.packages.forget(allBut: kept)
        } catch {
            report.notes.append("packages that nobody needs any more are still there: \(error)")
        }
    }
}
