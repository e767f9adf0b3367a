// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

@testable import SluiceDeploy

extension GateRunner {
    /// Gates whose commands and addresses answer as a test says.
    static func sample(
        _ aws: any AWSTransport,
        clock: any WallClock,
        command: @escaping @Sendable (GateCommand) async -> GateCommand.Ending = { _ in
            GateCommand.Ending(isSuccess: true, text: "exit status 0", output: "")
        },
        fetch: @escaping @Sendable (String) async throws -> Int = { _ in 200 }
    ) -> GateRunner {
        GateRunner(
            aws: aws,
            clock: clock,
            environment: { ["PATH": "/usr/bin", "AWS_ACCESS_KEY_ID": "AKIA"] },
            command: command,
            fetch: fetch
        )
    }
}

extension LambdaPlatform {
    static func sample(_ aws: any AWSTransport, clock: any WallClock) -> LambdaPlatform {
        LambdaPlatform(aws: aws, clock: clock, gates: .sample(aws, clock: clock)) { _ in
            Array("package".utf8)
        }
    }
}

extension VirtualTime {
    /// What one action gives.
    func perform(
        _ action: Action,
        for rollout: Rollout,
        on aws: ScriptedAWS
    ) throws -> Event {
        let platform = LambdaPlatform.sample(aws, clock: self)
        return try run { await platform.perform(action, for: rollout) }
    }
}
