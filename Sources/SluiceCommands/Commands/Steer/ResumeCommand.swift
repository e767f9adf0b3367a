// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceDeploy

/// `sluice resume`: ends a pause, or goes on with a rollout that nobody drives, to its end.
struct ResumeCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "resume",
        "Go on with an open rollout: end its pause, or drive it to its end.",
        "Where a process drives the rollout its pause is ended. Where nobody does, this command "
            + "drives: the journal says what was done, and the rollout goes on from there. "
            + "Without a name the only open rollout is meant. The exit code is the rollout's own.",
        arguments: "[<env|rollout>]",
        examples: [
            "sluice resume",
            "sluice resume r-01JD4K",
        ]
    )

    @Argument(help: ArgumentHelp("The rollout or its environment.", valueName: "env|rollout"))
    var name: String?

    @Flag(help: "Go on from what someone else made of the alias.")
    var adopt = false

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.steer(name, verb: "resume") { deployment, rollout in
            let settings = try house.lookedUp(by: try await deployment.plan(of: rollout))
            return try await deployment.goOn(
                rollout,
                adopting: adopt,
                reason: reason,
                with: settings
            )
        }
    }
}
