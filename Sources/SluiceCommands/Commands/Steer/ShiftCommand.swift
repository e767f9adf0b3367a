// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire

/// `sluice shift`: sets weights by hand, in the journal like all else.
struct ShiftCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "shift",
        "Set the share of a version by hand.",
        "30 and 30% are the same. 100% makes the version the alias's own, 0% gives the alias's "
            + "own version everything back. What is set is recorded and stays until another shift "
            + "or a rollback. With --hold-until this command watches it until then and gives the "
            + "alias's own version everything back.",
        arguments: "<environment> <weight>",
        examples: [
            "sluice shift production 10% --version 42",
            "sluice shift production 10% --version 42 --hold-until 30m",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Argument(help: "The version's share of the calls, 0% to 100%.")
    var weight: WeightArgument

    @Option(help: ArgumentHelp("The version that gets the share.", valueName: "n"))
    var version: NumberedVersionArgument?

    @Option(
        name: .customLong("hold-until"),
        help: ArgumentHelp(
            "Watch the share until then and take it back: 30m, 16:40 (UTC), 2026-01-01T16:40Z.",
            valueName: "time"
        )
    )
    var holdUntil: MomentArgument?

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp(
            "local: keep the journal on this machine, although CI is set and the environment is "
                + "protected. Goes with --hold-until.",
            valueName: "local"
        )
    )
    var journal: JournalArgument?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func validate() throws {
        if journal != nil, holdUntil == nil {
            throw ValidationError("--journal goes with --hold-until")
        }
    }

    func run(in house: Composition) async throws -> ExitCode {
        let begun = house.clock.now
        return try await house.withSite(environment) { site in
            house.say(site)
            if holdUntil != nil {
                try await Protection.checkJournal(
                    site,
                    command: "shift \(environment) \(weight.weight.percentText) --hold-until TIME",
                    allowsLocal: journal == .local,
                    in: house
                )
            }
            guard isWanted(site, house) else { throw Complaint.declined }
            let show = RolloutShow(house, store: site.store, who: site.caller?.arn)
            let deployment = house.deployment(
                site.cloud,
                store: site.store,
                who: site.caller?.arn,
                seams: show.seams()
            )
            if let holdUntil {
                let end = holdUntil.moment(from: begun)
                show.signals.catchThem()
                return try await house.walk(show, begun: begun) {
                    try await deployment.shift(
                        site.look,
                        to: weight.weight,
                        version: version?.version,
                        holdUntil: end,
                        reason: reason
                    )
                }
            }
            let report = try await deployment.shift(
                site.look,
                to: weight.weight,
                version: version?.version,
                reason: reason
            )
            return try tell(report, begun: begun, house)
        }
    }

    private func isWanted(_ site: Site, _ house: Composition) -> Bool {
        guard site.environment.isProtected, house.console.isInteractive, !house.settings.saysYes
        else { return true }
        return house.console.ask(
            "Shift \(weight.weight.text) in the protected environment \(environment)?"
        )
    }

    /// What was asked for was done: that is success, also when the share stays open.
    ///
    /// What went wrong on the way is told beside where the traffic is.
    private func tell(
        _ report: SluiceDeploy.Report,
        begun: Timestamp,
        _ house: Composition
    ) throws -> ExitCode {
        let ending = RolloutEnding(
            report: report,
            begun: begun,
            ended: house.clock.now,
            goesBack: true
        )
        for note in report.notes { house.console.say("note: \(note)") }
        if house.console.isJSON {
            try house.console.json(ending.document)
        } else {
            let traffic = report.alias?.traffic.text ?? "unknown"
            house.console.out("\(report.target.text)   traffic is \(traffic)")
        }
        ending.tellComplaint(house.console)
        return report.complaint?.exit ?? .success
    }
}

extension Complaint {
    /// Somebody answered a question with no.
    static let declined = Complaint(
        "the question was answered with no",
        now: [Complaint.nothingChanged],
        next: ["the same command again, or with --yes"],
        exit: .refused
    )
}
