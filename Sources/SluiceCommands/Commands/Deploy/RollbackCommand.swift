// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceWire

/// `sluice rollback`: all traffic to the version promoted before this one.
///
/// It asks nobody anything.
struct RollbackCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "rollback",
        "Give all traffic back to the version promoted before this one.",
        "One alias write: it needs no metrics, no journal and no working $LATEST. Again, it goes "
            + "one further back. While a rollout is open it is abort: all traffic to its stable "
            + "version. With --gradual the share goes down the environment's steps instead, "
            + "watched, and at once as soon as anything is wrong.",
        arguments: "<environment>",
        examples: [
            "sluice rollback production",
            "sluice rollback production --to 41 --gradual",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Option(help: ArgumentHelp("The version to go back to.", valueName: "version"))
    var to: NumberedVersionArgument?

    @Flag(help: "Go down the environment's steps, watched, and not at once.")
    var gradual = false

    @Flag(help: "List the versions to go back to, and change nothing.")
    var list = false

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp(
            "local: keep the journal on this machine, although CI is set and the environment is "
                + "protected. Goes with --gradual.",
            valueName: "local"
        )
    )
    var journal: JournalArgument?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func validate() throws {
        if journal != nil, !gradual {
            throw ValidationError("--journal goes with --gradual")
        }
    }

    func run(in house: Composition) async throws -> ExitCode {
        let begun = house.clock.now
        return try await house.withSite(
            environment,
            isReadOnly: list,
            needsCaller: false,
            isEmergency: !list
        ) { site in
            let show = RolloutShow(house, store: site.store, who: site.caller?.arn)
            let deployment = house.deployment(
                site.cloud,
                store: site.store,
                who: site.caller?.arn,
                seams: show.seams()
            )
            if list {
                return try tell(try await deployment.rollbackList(site.look), house.console)
            }
            house.say(site)
            if let to { try await house.checkExists(to.version, on: site, verb: "rollback") }
            if gradual {
                try await Protection.checkJournal(
                    site,
                    command: "rollback \(environment) --gradual",
                    allowsLocal: journal == .local,
                    otherwise: ["sluice rollback \(environment)   at once"],
                    in: house
                )
                try DeployCommand.checkEngine(site.look, site)
                show.signals.catchThem()
            }
            return try await house.walk(show, begun: begun, goesBack: true) {
                try await gradual
                    ? deployment.rollbackGradually(site.look, to: to?.version, reason: reason)
                    : deployment.rollback(site.look, to: to?.version, reason: reason)
            }
        }
    }

    private struct ListDocument: Encodable {
        var versions: [String]
    }

    private func tell(_ versions: [Version], _ console: Console) throws -> ExitCode {
        if console.isJSON {
            try console.json(ListDocument(versions: versions.map(\.name)))
        } else if versions.isEmpty {
            console.out("no version is known that was served before")
        } else {
            for version in versions { console.out(version.text) }
        }
        return .success
    }
}

extension Composition {
    /// Says where something is about to be written, and as whom.
    func say(_ site: Site) {
        let target = Target(
            account: site.caller?.account ?? "unknown",
            region: site.cloud.region,
            endpoint: site.cloud.endpoint,
            function: site.function,
            alias: site.alias
        )
        console.say(PlanWords.place(target, identity: site.caller?.arn))
    }
}
