// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceDeploy

/// `sluice pause`: keep an open rollout where it is.
struct PauseCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "pause",
        "Keep an open rollout where it is.",
        "The weights stay, and the guards go on: a bad candidate still loses its traffic. The bake "
            + "goes on too; the time of a pause counts for no deadline. Ends with `resume` or "
            + "`promote`.",
        arguments: "[<env|rollout>]",
        examples: [
            "sluice pause",
            "sluice pause production --reason \"support looks at a ticket\"",
        ]
    )

    @Argument(help: ArgumentHelp("The rollout or its environment.", valueName: "env|rollout"))
    var name: String?

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.ask(.pause, of: name, reason: reason)
    }
}
