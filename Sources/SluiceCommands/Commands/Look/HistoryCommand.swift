// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy

/// `sluice history`: the rollouts of this project, the newest first.
struct HistoryCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "history",
        "List the rollouts of this project, the newest first.",
        arguments: "[<environment>]",
        examples: [
            "sluice history",
            "sluice history production --output json",
        ]
    )

    @Argument(help: "Only this environment.")
    var environment: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.withStore { store, _ in
            try await house.checkMeaning(of: environment, in: store)
            return try await show(store, house)
        }
    }

    private func show(_ store: JournalStore, _ house: Composition) async throws -> ExitCode {
        let all = try await store.summaries()
        for damage in all.damaged { house.console.say(damage.text) }
        let wanted = all.good.reversed().filter {
            environment == nil || environment == $0.environment
        }
        if house.console.isJSON {
            var rollouts: [RecordedRollout] = []
            for summary in wanted {
                let rollout = try await store.rollout(summary.rollout)
                rollouts.append(RecordedRollout(summary, rollout, at: house.clock.now))
            }
            try house.console.json(RecordedRollout.List(rollouts: rollouts))
        } else if wanted.isEmpty {
            house.console.out("no rollout is recorded here")
        } else {
            let table = TextTable(
                ["rollout", "began (UTC)", "target", "versions", "how", "outcome", "by"],
                rows: wanted.prefix(Limits.historyRows).map(Self.cells)
            )
            house.console.out(table.text(width: house.console.width))
            if wanted.count > Limits.historyRows {
                let more = wanted.count - Limits.historyRows
                house.console.say("\(more) older ones are shown with --output json")
            }
        }
        return .success
    }

    private static func cells(_ summary: RolloutSummary) -> [String] {
        let versions = [summary.stable, summary.candidate].compactMap { $0?.text }
        return [
            summary.rollout, "\(summary.at.date) \(summary.at.clockText)", summary.target.text,
            versions.joined(separator: " → "), summary.strategy, summary.outcomeWord,
            summary.by.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? summary.by,
        ]
    }
}
