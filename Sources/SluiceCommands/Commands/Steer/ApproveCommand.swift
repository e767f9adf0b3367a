// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceDeploy

/// `sluice approve`: consent to the step of an open rollout that asks for it.
struct ApproveCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "approve",
        "Consent to the step of an open rollout that asks for it.",
        "The strategy's `approve` steps wait for this; it may be given before it is asked for. "
            + "Where nobody drives the rollout, this command drives it to its end.",
        arguments: "[<env|rollout>]",
        examples: [
            "sluice approve",
            "sluice approve production --reason \"tested by the shop team\"",
        ]
    )

    @Argument(help: ArgumentHelp("The rollout or its environment.", valueName: "env|rollout"))
    var name: String?

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.ask(.approve, of: name, reason: reason)
    }
}
