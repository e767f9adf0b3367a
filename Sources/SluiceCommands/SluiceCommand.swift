// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser

/// The program: its name, its verbs in their groups, its version.
public struct SluiceCommand: AsyncParsableCommand {
    /// The name, the version and the verbs.
    public static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "Deploys AWS Lambda functions so that a bad version never reaches most users.",
        version: ProgramVersion.text,
        groupedSubcommands: [
            CommandGroup(name: "Start", subcommands: [DemoCommand.self, DoctorCommand.self]),
            CommandGroup(
                name: "Deploy",
                subcommands: [
                    PlanCommand.self, DeployCommand.self, RollbackCommand.self,
                    WatchCommand.self,
                ]
            ),
            CommandGroup(
                name: "Steer",
                subcommands: [
                    StatusCommand.self, PauseCommand.self, ResumeCommand.self,
                    PromoteCommand.self, ApproveCommand.self, AbortCommand.self,
                    ShiftCommand.self, SettleCommand.self,
                ]
            ),
            CommandGroup(
                name: "Look",
                subcommands: [
                    HistoryCommand.self, ShowCommand.self, CompareCommand.self,
                    VersionsCommand.self, CheckCommand.self, AlarmsCommand.self, InvokeCommand.self,
                    LogsCommand.self,
                ]
            ),
            CommandGroup(
                name: "Engine and tools",
                subcommands: [LocalCommand.self, TrafficCommand.self, JudgeCommand.self]
            ),
        ]
    )

    /// Makes the command.
    public init() {}

    /// Reads the arguments of the process, does what they say and ends the process.
    public static func main() async {
        await Program.end(with: Program.run(arguments: Composition.arguments()))
    }
}
