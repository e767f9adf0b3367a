// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceDeploy

/// `sluice promote`: go to the next step of an open rollout now.
struct PromoteCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "promote",
        "Go to the next step of an open rollout now.",
        "Leaves out the rest of the bake, never a gate, and counts as an approval. With --full it "
            + "goes to 100 %. Where nobody drives the rollout, this command drives it to its end.",
        arguments: "[<env|rollout>]",
        examples: [
            "sluice promote",
            "sluice promote production --full --reason \"seen enough\"",
        ]
    )

    @Argument(help: ArgumentHelp("The rollout or its environment.", valueName: "env|rollout"))
    var name: String?

    @Flag(help: "To 100 %, without the steps in between.")
    var full = false

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.ask(full ? .promoteAll : .promote, of: name, reason: reason)
    }
}
