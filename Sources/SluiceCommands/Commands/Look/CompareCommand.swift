// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceStats
import SluiceWire

/// `sluice compare`: the stable version and the candidate side by side.
struct CompareCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "compare",
        "Show the stable version and the candidate side by side.",
        "Calls, failed calls with the range that the true rate lies in, how long calls took, and what "
            + "the judge makes of failures and of the project's latency and throttle guards. "
            + "While the alias serves two versions these are they, else the one served before and "
            + "the one served now. Writes nothing.",
        arguments: "<environment>",
        examples: [
            "sluice compare production",
            "sluice compare production --since 15m --output json",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Option(help: ArgumentHelp("How far back to look, up to 24h.", valueName: "time"))
    var since = DurationArgument(seconds: 3600)

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.withSite(environment, isReadOnly: true) { site in
            guard site.alias != nil else {
                throw Complaint(
                    "\(environment) has no alias: its calls are not kept apart by version",
                    now: [Complaint.nothingChanged],
                    next: ["write 'alias: live' in environment \(environment)"],
                    exit: .usage
                )
            }
            let comparison = try await read(site, at: house.clock.now)
            let guards = site.look.guards
            if house.console.isJSON {
                let document = CompareDocument(comparison, of: site, alpha: guards.alpha)
                try house.console.json(document)
            } else {
                let text = CompareText(
                    comparison: comparison,
                    name: site.text,
                    guards: guards,
                    here: environment + target(site).options
                )
                let told = text.text(width: house.console.width)
                house.console.out(house.console.given.completing(text: told))
            }
            return .success
        }
    }

    /// What rollouts of this project wrote into the alias; what cannot be read is left out.
    private func shifts(
        of target: Target,
        _ store: JournalStore
    ) async -> [VersionComparison.Shift] {
        // A comparison is worth something without the journals too.
        guard let all = try? await store.summaries().good else { return [] }
        var shifts: [VersionComparison.Shift] = []
        for summary in all.filter({ $0.target.isSame(as: target) }).suffix(Limits.comparedRollouts)
        {
            // A journal that cannot be read only leaves its shifts unknown.
            guard let journal = try? await store.open(summary.rollout),
                // The same holds for its lines.
                let entries = try? await journal.entries()
            else { continue }
            for entry in entries {
                guard case .wrote(let action, .alias(let alias)) = entry.event, action.movesTraffic
                else { continue }
                shifts.append(.init(at: entry.at, traffic: alias.traffic))
            }
        }
        return shifts.sorted { $0.at < $1.at }
    }

    private func target(_ site: Site) -> Target {
        Target(
            account: site.caller?.account ?? "",
            region: site.cloud.region,
            endpoint: site.cloud.endpoint,
            function: site.function,
            alias: site.alias
        )
    }

    private func read(_ site: Site, at now: Timestamp) async throws -> VersionComparison {
        let target = target(site)
        let shifts = await shifts(of: target, site.store)
        do throws(AWSFailure) {
            let found = try await VersionComparison.read(
                target,
                as: site.look,
                since: since.duration,
                metricPeriod: await site.cloud.metricPeriod() ?? 60,
                shifts: shifts,
                now: now,
                aws: site.cloud.aws
            )
            if let found { return found }
        } catch {
            throw Complaint(error, doing: "compare the versions of \(site.text)")
        }
        throw Complaint(
            "\(site.text) does not exist",
            now: [Complaint.nothingChanged],
            next: ["sluice deploy \(environment)\(target.options)"]
        )
    }
}
