// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire

/// `sluice check`: the checklist before a deployment; it cannot write.
struct CheckCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "check",
        "Go through the checklist before a deployment.",
        "Memory, timeout, variables, role, package and handler, alias, gates and guards, alarms "
            + "that are there and can fire, traffic enough to judge, and whether deploy would be "
            + "refused. Ends with 2 when something failed. Writes nothing.",
        arguments: "<environment>",
        examples: [
            "sluice check production",
            "sluice check production --version 42 --output json",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Option(help: ArgumentHelp("Check for a version that is published already.", valueName: "n"))
    var version: NumberedVersionArgument?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        let items: [DoctorItem] = try await house.withSite(environment, isReadOnly: true) { site in
            try await self.items(site, house)
        }.map { house.console.given.completing($0) }
        if house.console.isJSON {
            try house.console.json(DoctorItem.List(items: items))
        } else {
            for item in items { item.lines(house.console.outStyle).forEach(house.console.out) }
        }
        return items.contains { $0.state == .fail } ? .changes : .success
    }

    private func items(_ site: Site, _ house: Composition) async throws -> [DoctorItem] {
        let intent: Intent
        do {
            intent = try house.intent(site, for: .plan) { $0.candidate = version?.version }
        } catch let problems as ProjectProblems {
            return problems.diagnostics.map { problem in
                DoctorItem(
                    "project",
                    DoctorItem.State.fail,
                    problem.message,
                    evidence: problem.text,
                    fix: problem.suggestion
                )
            }
        }
        let scene = try await house.survey(site.cloud, store: site.store).scene(
            for: intent,
            withHistory: true
        )
        var alarms: [AlarmReader.Found] = []
        do {
            let reader = AlarmReader(aws: site.cloud.aws)
            alarms = try await reader.alarms(named: intent.guards.alarms.map(\.name))
        } catch {
            throw Complaint(error, doing: "read the alarms of \(environment)")
        }
        return [DoctorItem("project", .ok, "\(site.project.shownAs) can be read")]
            + Checklist(intent: intent, scene: scene, alarms: alarms).items
    }
}
