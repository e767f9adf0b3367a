// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy

/// `sluice settle`: for the end of a CI job, which takes its drivers with it.
struct SettleCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "settle",
        "Leave no rollout behind that nobody drives: for the end of a CI job.",
        "Within 5 s each open rollout is left to its driver where one answers, finished where the "
            + "candidate has all traffic, else rolled back. Ends with 0 when each has an end or a "
            + "driver, else with 13. A driver on another machine is called; one that does not answer "
            + "keeps its lease for up to a minute, and --wait waits for its end. What was set by hand with shift stays; a share that is held with "
            + "--hold-until goes back.",
        arguments: "[<environment>]",
        examples: [
            "sluice settle",
            "sluice settle production --wait 65s --output json",
        ]
    )

    @Argument(help: "Only this environment.")
    var environment: String?

    @Option(
        help: ArgumentHelp(
            "Wait so long for the lease of a driver elsewhere that does not answer.",
            valueName: "time"
        )
    )
    var wait: DurationArgument?

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        let begun = house.clock.now
        return try await house.withStore(isEmergency: true) { store, _ in
            try await house.checkMeaning(of: environment, in: store)
            return try await settle(store, begun: begun, house)
        }
    }

    private func settle(
        _ store: JournalStore,
        begun: Timestamp,
        _ house: Composition
    ) async throws -> ExitCode {
        var open = OpenRollouts(
            store: store,
            locks: house.locks(of: store),
            environment: environment
        )
        // The record of a rollback whose end nobody knows is no rollout: `abort` gives it an end.
        let found = try await open.look(at: house.clock.now).filter {
            let plan = $0.rollout.plan
            return !plan.staysByHand && plan.strategy.name != Plan.rollbackName
        }
        let settlement = Settlement(
            house: house,
            store: open.store,
            end: begun.advanced(by: Limits.settleTime),
            patience: begun.advanced(by: wait?.duration ?? .zero),
            reason: Settlement.occasion + (reason.map { ": \($0)" } ?? "")
        )
        let settled = await settlement.settle(found) + open.damaged.map(settlement.unknown)
        return try tell(settled, begun: begun, house)
    }

    private func tell(
        _ settled: [Settlement.Settled],
        begun: Timestamp,
        _ house: Composition
    ) throws -> ExitCode {
        let deciding = settled.min { Settlement.rank($0.exit) < Settlement.rank($1.exit) }
        let outcome = deciding.map { $0.target?.outcome ?? "open" } ?? "unchanged"
        if house.console.isJSON {
            for one in settled { ([one.text] + lines(one)).forEach(house.console.say) }
            try house.console.json(
                DeployDocument(
                    outcome: outcome,
                    seconds: begun.duration(to: house.clock.now).inSeconds,
                    targets: settled.compactMap(\.target)
                )
            )
        } else if settled.isEmpty {
            house.console.out("no rollout is open")
        } else {
            for one in settled { ([one.text] + lines(one)).forEach(house.console.out) }
        }
        return deciding?.exit ?? .success
    }

    /// What to type next, below the text.
    private func lines(_ one: Settlement.Settled) -> [String] {
        one.next.enumerated().map { ($0.offset == 0 ? "  next   " : "         ") + $0.element }
    }
}
