// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy

/// `sluice show`: the report of one rollout, or its journal.
struct ShowCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "Show the report of one rollout, or its journal.",
        "The journal is checked line by line before anything is shown; --verify says so. The first "
            + "errors of a candidate come from its log, where that can be reached.",
        arguments: "<rollout>",
        examples: [
            "sluice show r-01JD4K",
            "sluice show r-01JD4K --events",
        ]
    )

    @Argument(help: "The rollout, or the beginning of its name.")
    var rollout: String

    @Flag(help: "The journal: one JSON document a line.")
    var events = false

    @Flag(help: "Say whether the journal is as it was written.")
    var verify = false

    @Option(help: "text, json or markdown.")
    var format: ReportFormat?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.withStore { store, _ in try await show(store, house) }
    }

    private func show(_ store: JournalStore, _ house: Composition) async throws -> ExitCode {
        let name = try await chosen(in: store)
        let journal = try await store.open(name)
        let entries = try await journal.entries()
        let rollout = try await store.rollout(name)
        var verdict: JournalVerdict?
        if verify {
            verdict = JournalVerdict(
                place: journal.place,
                lines: entries.count,
                torn: await journal.wasTorn
            )
        }
        let format = format ?? (house.console.isJSON ? .json : .text)
        if let verdict, events || format != .json {
            // Among the lines of a journal it is a document of its own.
            house.console.out(
                events ? try JSONText.line(VerdictDocument(journal: verdict)) : verdict.text
            )
        }
        if events {
            for entry in entries { house.console.out(try JSONText.line(EventDocument(entry))) }
            return .success
        }
        if format == .json {
            var document = document(rollout, house.clock.now)
            document.journal = verdict
            try house.console.json(document)
            return .success
        }
        let text = RolloutReport(
            rollout: rollout,
            entries: entries,
            errors: await errors(of: rollout, house)
        ).text
        let completed = house.console.given.completing(text: text)
        house.console.out(format == .text ? completed : markdown(rollout, completed))
        return .success
    }

    /// A damaged journal is complained of by its own name, not as "there is none".
    private func chosen(in store: JournalStore) async throws -> String {
        if try await store.names().contains(rollout) { return rollout }
        return try await RolloutChoice.named(rollout, in: store).rollout
    }

    private struct VerdictDocument: Encodable {
        var journal: JournalVerdict
    }

    private struct EventDocument: Encodable {
        var n: Int
        var at: String
        var event: Event

        init(_ entry: Entry) {
            n = entry.n
            at = entry.at.iso8601
            event = entry.event
        }
    }

    private func document(_ rollout: Rollout, _ now: Timestamp) -> DeployDocument {
        let target = TargetReport(rollout, at: now)
        return DeployDocument(outcome: target.outcome, seconds: target.seconds, targets: [target])
    }

    private func markdown(_ rollout: Rollout, _ text: String) -> String {
        let title = "\(rollout.plan.target.text) \(rollout.outcome?.word ?? "open")"
        return "## \(title)\n\n```\n\(text)\n```"
    }

    /// The first errors of a candidate that was not promoted; none where nobody can be asked.
    private func errors(of rollout: Rollout, _ house: Composition) async -> [FirstError] {
        guard let candidate = rollout.candidate, rollout.outcome?.reason != nil else { return [] }
        do {
            return try await house.withCloud(
                folder: house.projectFolder(),
                remembered: rollout.plan.target
            ) { cloud in
                let log = CandidateLog(
                    aws: cloud.readOnly.aws,
                    function: rollout.plan.target.function,
                    version: candidate,
                    group: rollout.plan.logGroup
                )
                return try await log.errors(from: rollout.startedAt, to: rollout.toldUntil)
            }
        } catch {
            house.console.detail("the log of \(candidate.text) could not be read: \(error)")
            return []
        }
    }
}
