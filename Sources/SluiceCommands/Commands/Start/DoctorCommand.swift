// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire

/// `sluice doctor`: what is half finished, damaged or left behind; reads only, unless `--fix`.
struct DoctorCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "doctor",
        "Look for what is half finished, damaged or left behind.",
        "Reads only: open rollouts that nobody drives, weights that nobody owns, journals and "
            + "engine data that are damaged. --fix repairs each after a question, with --yes "
            + "without one. Ends with 2 when something failed and was not repaired. With --function it "
            + "looks at one function that anybody owns: calls that bypass its alias, alarms that can "
            + "never fire, traffic too low to be judged.",
        examples: [
            "sluice doctor --fix --yes",
            "sluice doctor --function orders",
        ]
    )

    @Option(help: ArgumentHelp("Look at this function as it runs today.", valueName: "name"))
    var function: String?

    @Flag(help: "Repair what can be repaired, each after a question.")
    var fix = false

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        let console = house.console
        if fix, !house.settings.saysYes, !console.isInteractive {
            throw Complaint(
                "there is no terminal to ask on before each repair",
                why: ["without a terminal, doctor --fix needs --yes"],
                now: [Complaint.nothingChanged],
                next: ["sluice doctor --fix --yes"],
                exit: .usage
            )
        }
        if let function { return try await look(at: function, house) }
        return try await house.withStore { store, _ in try await look(at: store, house) }
    }

    /// Looks at one function, whoever owns it; it cannot write.
    private func look(at function: String, _ house: Composition) async throws -> ExitCode {
        let items = try await house.withCloud { cloud in
            do throws(AWSFailure) {
                let reading = try await FunctionReading.read(
                    function,
                    until: house.clock.now,
                    aws: cloud.readOnly.aws
                )
                return FunctionCheckup(reading: reading, awsOptions: cloud.awsOptions).items
            } catch {
                throw Complaint(error, doing: "look at \(function)")
            }
        }
        if house.console.isJSON {
            try house.console.json(DoctorItem.List(items: items))
        } else {
            for item in items { item.lines(house.console.outStyle).forEach(house.console.out) }
        }
        return items.contains { $0.state == .fail } ? .changes : .success
    }

    private func look(at store: JournalStore, _ house: Composition) async throws -> ExitCode {
        let console = house.console
        var items = try await RolloutCheckup(
            house: house,
            store: store,
            locks: house.locks(of: store)
        ).items()
        items += await EngineCheckup(house: house).items()
        // Without a project there are no environments to look at.
        for name in try house.hasProject ? house.project().environmentNames : [] {
            items += await AliasCheckup(house: house, environment: name).items()
        }
        items = items.map { console.given.completing($0) }
        if !console.isJSON {
            for item in items { item.lines(console.outStyle).forEach(console.out) }
        }
        if fix {
            for index in items.indices where items[index].state == .fail {
                await repair(&items[index], console, saysYes: house.settings.saysYes)
            }
        }
        if console.isJSON { try console.json(DoctorItem.List(items: items)) }
        return items.contains { $0.state == .fail } ? .changes : .success
    }

    /// Repairs one thing when that is wanted; what cannot be repaired stays as it is.
    private func repair(_ item: inout DoctorItem, _ console: Console, saysYes: Bool) async {
        guard let repair = item.repair else { return }
        guard saysYes || console.ask("\(item.text): repair it?") else { return }
        do {
            let done = try await repair()
            item.state = .ok
            item.evidence = "repaired: \(done)"
            item.fix = nil
            console.say("repaired: \(done)")
        } catch {
            console.say(Composition.complaint(about: error).text)
        }
    }
}
