// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy

/// `sluice status`: the rollouts that are open, from any shell.
struct StatusCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "status",
        "Show the rollouts that are open.",
        "Reads the journals of the project and asks nobody: it works while AWS is out of reach.",
        arguments: "[<environment>]",
        examples: [
            "sluice status",
            "sluice status production --output json",
        ]
    )

    @Argument(help: "Only this environment.")
    var environment: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        let (store, locks) = (house.store(), house.locks())
        let all = try await store.summaries()
        for damage in all.damaged { house.console.say(damage.text) }
        var rollouts: [OpenRolloutReport] = []
        for summary in all.good where summary.outcome == nil {
            guard environment == nil || environment == summary.environment else { continue }
            let rollout = try await store.rollout(summary.rollout)
            let holder = try locks.holder(of: summary.target)
            rollouts.append(
                OpenRolloutReport(
                    rollout,
                    at: house.clock.now,
                    isDriven: holder?.rollout == summary.rollout
                )
            )
        }
        if house.console.isJSON {
            try house.console.json(OpenRolloutReport.List(rollouts: rollouts))
        } else if rollouts.isEmpty {
            house.console.out("no rollout is open")
        } else {
            let table = TextTable(
                ["rollout", "target", "versions", "step", "traffic", "driver"],
                rows: rollouts.map(\.cells)
            )
            house.console.out(table.text(width: house.console.width))
        }
        return .success
    }
}
