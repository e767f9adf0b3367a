// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore
import SluiceDeploy

/// `sluice abort`: gives all traffic of an open rollout to its stable version.
///
/// It asks nobody.
struct AbortCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "abort",
        "End an open rollout: all traffic to its stable version.",
        "Where a process drives the rollout it is asked, and followed to the end; where nobody "
            + "does, this command drives. Ends with 0 when the stable version has all traffic.",
        arguments: "[<env|rollout>]",
        examples: [
            "sluice abort",
            "sluice abort production --reason \"tenants complain\"",
        ]
    )

    @Argument(help: ArgumentHelp("The rollout or its environment.", valueName: "env|rollout"))
    var name: String?

    @Option(help: ArgumentHelp("Why, for the record.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.steer(name, verb: "abort", goesBack: true) { deployment, rollout in
            try await deployment.abort(rollout, reason: reason)
        }
    }
}
