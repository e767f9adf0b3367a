// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceProcess

extension GateCommand {
    /// Runs the command by `sh -c` in a session of its own, so that nothing of it stays behind.
    public static func perform(_ command: GateCommand) async -> Ending {
        let result = await Command.run(
            ["/bin/sh", "-c", command.command],
            environment: command.environment,
            directory: command.directory.isEmpty ? nil : command.directory,
            deadline: command.timeout,
            outputMax: Limits.gateOutputBytesMax
        )
        return Ending(
            isSuccess: result.isSuccess,
            text: text(of: result.ending, within: command.timeout),
            output: result.outputText + result.errorText
        )
    }

    private static func text(of ending: CommandResult.Ending, within timeout: Duration) -> String {
        switch ending {
        case .ended(let status): status.description
        case .timedOut: "not finished within \(timeout.words)"
        case .cancelled: "cancelled"
        case .notStarted(let why): "not started: \(why)"
        }
    }
}
