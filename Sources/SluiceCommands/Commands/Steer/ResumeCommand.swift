// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceDeploy

/// `sluice resume`: goes on with a rollout that nobody drives, to its end.
struct ResumeCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "resume",
        "Go on with an open rollout that nobody drives, to its end.",
        "Running is resuming: the journal says what was done, and the rollout goes on from there. "
            + "Without a name the only open rollout is meant. The exit code is the rollout's own.",
        arguments: "[<env|rollout>]",
        examples: [
            "sluice resume",
            "sluice resume r-01JD4K",
        ]
    )

    @Argument(help: ArgumentHelp("The rollout or its environment.", valueName: "env|rollout"))
    var name: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.steer(name, verb: "resume") { deployment, rollout in
            try await deployment.resume(rollout, with: try await house.lookedUp(by: rollout))
        }
    }
}
