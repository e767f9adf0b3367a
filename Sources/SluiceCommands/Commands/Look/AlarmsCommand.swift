// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceWire

/// `sluice alarms`: alarms that can fire, as definitions, or made with `--apply`.
struct AlarmsCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "alarms",
        "Show sound alarms for an alias and its candidate; --apply makes them.",
        "Rates by metric math on exact dimensions: failed and throttled calls, and the 99th "
            + "percentile against yesterday's; of the alias, and of one version's own calls while "
            + "the alias carries weights. Once made they can be named in guards.alarms. Made again, "
            + "an alarm stays as it is; whom it tells is kept.",
        arguments: "<environment>",
        examples: [
            "sluice alarms production",
            "sluice alarms production --version 42 --apply",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Option(
        help: ArgumentHelp(
            "The version to watch by itself; else the alias's weighted one, if it has one.",
            valueName: "n"
        )
    )
    var version: NumberedVersionArgument?

    @Flag(help: "Make them, after a question.")
    var apply = false

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        if apply, !house.settings.saysYes, !house.console.isInteractive {
            throw Complaint(
                "there is no terminal to ask on before alarms are made",
                why: ["without a terminal, alarms --apply needs --yes"],
                now: [Complaint.nothingChanged],
                next: ["sluice alarms \(environment) --apply --yes"],
                exit: .usage
            )
        }
        return try await house.withSite(environment, isReadOnly: !apply) { site in
            guard let alias = site.alias else {
                throw Complaint(
                    "\(environment) has no alias, and alarms watch the calls of one",
                    now: [Complaint.nothingChanged],
                    next: ["write 'alias: live' in environment \(environment)"],
                    exit: .usage
                )
            }
            do throws(AWSFailure) {
                let proposals = try await proposals(site, alias, at: house.clock.now)
                return try await tell(proposals, site, house.console, house.settings.saysYes)
            } catch {
                guard error.code == "ResourceNotFoundException" else {
                    throw Complaint(error, doing: "make alarms for \(site.text)")
                }
                throw Complaint(
                    "\(site.text) does not exist, and alarms watch its calls",
                    now: [Complaint.nothingChanged],
                    next: ["sluice deploy \(environment)"]
                )
            }
        }
    }

    private func proposals(
        _ site: Site,
        _ alias: String,
        at now: Timestamp
    ) async throws(AWSFailure) -> [AlarmProposal] {
        let aws = site.cloud.aws
        let state = try AliasState(
            try await aws.send(GetAlias(functionName: site.function, name: alias))
        )
        let figures = try await AliasFigures.read(site.function, alias, until: now, aws: aws)
        let sound = SoundAlarms(
            function: site.function,
            alias: alias,
            candidate: version?.version ?? state.weighted?.version,
            failureRate: figures.counts.rate,
            slowest: figures.slowest
        )
        let definitions = sound.definitions
        let found = try await AlarmReader(aws: aws).alarms(named: definitions.map(\.name))
        return definitions.map { AlarmProposal($0, found) }
    }

    private func tell(
        _ proposals: [AlarmProposal],
        _ site: Site,
        _ console: Console,
        _ saysYes: Bool
    ) async throws(AWSFailure) -> ExitCode {
        if !console.isJSON {
            for proposal in proposals { proposal.lines.forEach(console.out) }
        }
        var applied: Set<String> = []
        let open = proposals.filter { $0.state != .there }
        if apply, !open.isEmpty,
            saysYes || console.ask("Make \(Numbers.counted(open.count, "alarm")) for \(site.text)?")
        {
            for proposal in open {
                guard let put = proposal.definition.put(over: proposal.before) else { continue }
                _ = try await site.cloud.aws.send(put)
                applied.insert(proposal.definition.name)
                console.say("made \(proposal.definition.name)")
            }
        }
        if console.isJSON {
            do {
                try console.json(AlarmsDocument(proposals, applied: applied))
            } catch {
                throw AWSFailure(kind: .malformed, code: "NoJSON", message: "\(error)")
            }
        } else if apply {
            let names = proposals.filter { !$0.isOfOneVersion }.map(\.definition.name)
                .joined(separator: ", ")
            console.out("guards:\n  alarms: [\(names)]")
        }
        return .success
    }
}
