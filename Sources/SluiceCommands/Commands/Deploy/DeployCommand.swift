// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire

/// `sluice deploy`: the whole rollout, from what the project file wants to what became of it.
struct DeployCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "deploy",
        "Publish, test, shift traffic step by step, judge, promote or roll back.",
        "Drives the environment's whole rollout. Ctrl-C leaves it open, to be resumed; a second "
            + "one does so at once. Exit codes: 0 promoted or unchanged, 10 rolled back, 11 a gate "
            + "failed before traffic, 12 refused, 13 left open, 64 usage, 130 and 143 interrupted.",
        arguments: "<environment>",
        examples: [
            "sluice deploy production",
            "sluice deploy staging --local --version 42 --yes",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Option(help: ArgumentHelp("Shift to a version that someone else published.", valueName: "n"))
    var version: NumberedVersionArgument?

    @Option(help: ArgumentHelp("Another strategy this time, by its name.", valueName: "name"))
    var strategy: String?

    @Flag(help: "Deploy bytes that were rolled back here before.")
    var retry = false

    @Option(
        help: ArgumentHelp(
            "While another rollout is open: wait so long for it to end.",
            valueName: "time"
        )
    )
    var wait: DurationArgument?

    @Flag(help: "While another rollout is open: abort it, and go on from its stable version.")
    var supersede = false

    @Flag(
        help: """
            Abort what is open and go to 100 % without bakes; gates are kept. Needs --reason.
            """
    )
    var hotfix = false

    @Option(
        name: .customLong("override-alarm"),
        help: ArgumentHelp(
            "Go although this alarm is red already; it counts again once it was OK. Needs --reason.",
            valueName: "name"
        )
    )
    var overrideAlarm: [String] = []

    @Option(
        help: ArgumentHelp(
            "Why it cannot wait, or why the alarm does not count; for the record.",
            valueName: "text"
        )
    )
    var reason: String?

    @Option(
        help: ArgumentHelp(
            "Go so far and leave it open, paused: gates, or a step's weight.",
            valueName: "step"
        )
    )
    var until: MilestoneArgument?

    @Flag(help: "Leave a driver in the background, which writes to a file, and end.")
    var detach = false

    @Option(name: .customLong("on-interrupt"), help: "What Ctrl-C does: leave or rollback.")
    var onInterrupt = InterruptArgument.leave

    @Option(
        help: ArgumentHelp(
            "local: keep the journal on this machine, although CI is set and the environment is "
                + "protected.",
            valueName: "local"
        )
    )
    var journal: JournalArgument?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func validate() throws {
        if wait != nil, supersede {
            throw ValidationError("--wait and --supersede exclude each other")
        }
        if hotfix, reason?.isEmpty ?? true {
            throw ValidationError("--hotfix needs --reason TEXT: it is recorded")
        }
        if hotfix, wait != nil || until != nil {
            throw ValidationError("--hotfix goes to the end at once: no --wait and no --until")
        }
        if !overrideAlarm.isEmpty, reason?.isEmpty ?? true {
            throw ValidationError("--override-alarm needs --reason TEXT: it is recorded")
        }
        if !hotfix, overrideAlarm.isEmpty, reason != nil {
            throw ValidationError("--reason goes with --hotfix or --override-alarm")
        }
    }

    private var whenOpen: WhenOpen {
        if supersede || hotfix { return .supersede }
        return wait.map { .wait($0.duration) } ?? .refuse
    }

    func run(in house: Composition) async throws -> ExitCode {
        let begun = house.clock.now
        return try await house.withSite(environment) { site in
            var intent = try house.intent(site) { overrides in
                overrides.candidate = version?.version
                overrides.strategy = strategy
                overrides.allowsRetry = retry
                overrides.onInterrupt = onInterrupt.policy
            }
            if hotfix, let reason { intent = intent.asHotfix(reason) }
            intent.alarmOverrides = overrideAlarm.map {
                AlarmOverride(name: $0, reason: reason ?? "")
            }
            try Protection.check(intent, verb: "deploy", options: site.options, in: house)
            try await Protection.checkJournal(
                site,
                command: "deploy \(environment)",
                allowsLocal: journal == .local,
                in: house
            )
            try EngineFit.check(intent, on: site)
            try Self.checkEngine(intent, site)
            if detach { return try await leave(intent, site, house, begun: begun) }
            let show = RolloutShow(house, store: site.store, who: site.caller?.arn)
            let deployment = house.deployment(
                site.cloud,
                store: site.store,
                who: site.caller?.arn,
                seams: show.seams { [intent] plan in Self.confirm(plan, intent, house) }
            )
            return try await house.walk(show, begun: begun) { [intent] in
                try await deployment.deploy(
                    intent,
                    whenOpen: whenOpen,
                    until: until?.milestone
                )
            }
        }
    }

    /// Leaves it to a process of its own, which nobody can ask anything.
    private func leave(
        _ intent: Intent,
        _ site: Site,
        _ house: Composition,
        begun: Timestamp
    ) async throws -> ExitCode {
        if intent.isProtected, !house.settings.saysYes {
            throw Complaint(
                "environment \(environment) is protected, and nobody can ask a driver in the "
                    + "background",
                why: ["with --detach, deploy to a protected environment needs --yes"],
                now: [Complaint.nothingChanged],
                next: ["sluice deploy \(environment) --detach --yes"],
                exit: .usage
            )
        }
        if site.cloud.isOwnEngine {
            throw Complaint(
                "--detach needs a running engine",
                why: ["an engine that this command starts ends with it"],
                now: [Complaint.nothingChanged],
                next: ["sluice local   in another terminal, then the same command again"],
                exit: .usage
            )
        }
        if house.variable("CI") != nil, !site.isJournalShared {
            throw Complaint(
                "--detach is refused in CI without a shared journal",
                why: [
                    "the runner ends with its job, and with it the driver and the only journal"
                ],
                now: [Complaint.nothingChanged],
                next: [
                    "journal: s3://BUCKET/   in the project file",
                    "sluice deploy \(environment)   without --detach",
                ],
                exit: .refused
            )
        }
        let driver = BackgroundDriver(
            house: house,
            store: site.store,
            environment: environment,
            folder: site.project.directory
        )
        let arguments = Composition.arguments().filter { $0 != "--detach" }
        return try await driver.start(arguments, begun: begun)
    }

    /// Bakes are to outlive the command, so they need an engine that does.
    static func checkEngine(_ intent: Intent, _ site: Site) throws {
        guard site.cloud.isOwnEngine, !intent.strategy.steps.isEmpty else { return }
        throw Complaint(
            "a rollout with weighted steps needs a running engine",
            why: ["an engine that this command starts ends with it, in the middle of a bake"],
            now: [Complaint.nothingChanged],
            next: [
                "sluice local   in another terminal, then the same command again",
                "sluice deploy \(intent.environment) --local --strategy all-at-once",
            ],
            exit: .usage
        )
    }

    /// Says where the rollout writes and what it does; asks where that is needed and possible.
    private static func confirm(_ plan: Plan, _ intent: Intent, _ house: Composition) -> Bool {
        let console = house.console
        console.say(PlanWords.place(plan.target, identity: plan.by))
        if !console.isJSON {
            for line in PlanWords.lines(plan, scene: nil) { console.say(line) }
        }
        guard intent.isProtected, !house.settings.saysYes else { return true }
        return console.ask("Deploy to the protected environment \(intent.environment)?")
    }
}
