// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire

/// `sluice plan`: what a deployment would do, and why.
///
/// It cannot write.
struct PlanCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "plan",
        "Show what deploy would do and why, without writing anything.",
        "Says whether a version will be published and which property decides, the steps, gates "
            + "and guards, how long it takes at least, and what cannot be seen.",
        arguments: "<environment>",
        examples: [
            "sluice plan production",
            "sluice plan production --detailed-exitcode --output json",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Flag(
        name: .customLong("detailed-exitcode"),
        help: "End with 2 when something would change."
    )
    var detailedExitCode = false

    @Option(help: ArgumentHelp("Plan for a version that someone else published.", valueName: "n"))
    var version: NumberedVersionArgument?

    @Option(help: ArgumentHelp("Plan with another strategy, by its name.", valueName: "name"))
    var strategy: String?

    @Flag(help: "Plan bytes that were rolled back here before.")
    var retry = false

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.withSite(environment, isReadOnly: true) { site in
            let intent = try house.intent(site, for: .plan) { overrides in
                overrides.candidate = version?.version
                overrides.strategy = strategy
                overrides.allowsRetry = retry
            }
            try EngineFit.check(intent, on: site)
            let scene = try await house.survey(site.cloud, store: site.store).scene(
                for: intent,
                withHistory: true
            )
            if scene.openRollout == nil,
                let serving = Plan.versionServingAlready(intent, given: scene)
            {
                return try unchanged(scene, serving, house.console)
            }
            do {
                let plan = try Plan(intent, given: scene, rollout: "r-plan")
                let alarms = try await findings(intent, scene, on: site)
                return try tell(plan, scene, alarms, house.console)
            } catch let refusal as Complaint {
                guard house.console.isJSON else { throw refusal }
                try house.console.json(PlanDocument(scene, refusal: refusal))
                return refusal.exit
            }
        }
    }

    private func unchanged(
        _ scene: Scene,
        _ serving: String,
        _ console: Console
    ) throws -> ExitCode {
        if console.isJSON {
            try console.json(PlanDocument(scene, serving: serving))
        } else {
            let version = Version(serving)?.text ?? serving
            console.out("\(scene.target.text) serves \(version) already: nothing to do")
        }
        return .success
    }

    /// What is wrong with the alarms that are to guard the rollout.
    private func findings(
        _ intent: Intent,
        _ scene: Scene,
        on site: Site
    ) async throws -> [AlarmFinding] {
        let names = intent.guards.alarms.map(\.name)
        guard !names.isEmpty, scene.alias != nil else { return [] }
        do throws(AWSFailure) {
            let lint = AlarmLint(intent, scene)
            return try await AlarmReader(aws: site.cloud.aws).alarms(named: names)
                .flatMap { lint.findings($0.definition, state: $0.state) }
        } catch {
            throw Complaint(error, doing: "read the alarms of \(environment)")
        }
    }

    private func tell(
        _ plan: Plan,
        _ scene: Scene,
        _ alarms: [AlarmFinding],
        _ console: Console
    ) throws -> ExitCode {
        if console.isJSON {
            try console.json(PlanDocument(plan, scene: scene, alarms: alarms))
        } else {
            console.say(PlanWords.place(plan.target, identity: plan.by))
            for line in PlanWords.lines(plan, scene: scene, alarms: alarms) { console.out(line) }
        }
        return detailedExitCode ? .changes : .success
    }
}
