// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A program that is run to its end.
///
/// ```swift
/// let result = await Command.run(
///     ["make", "build"], environment: environment, directory: "/srv/app",
///     deadline: .seconds(300), outputMax: 65_536)
/// ```
public enum Command {
    /// Runs a program and waits for its end.
    ///
    /// The program and all of its process group are killed at the deadline and when the task is
    /// cancelled. Standard input is empty.
    ///
    /// - Parameters:
    ///   - argv: The program, searched for on `PATH` of `environment` unless it has a slash, and
    ///     its arguments.
    ///   - environment: The whole environment of the program.
    ///   - directory: The directory to run in, or `nil` for ours.
    ///   - deadline: How long it may take.
    ///   - outputMax: How many bytes of each of its two outputs are kept.
    /// - Returns: How it ended, and what it wrote.
    public static func run(
        _ argv: [String],
        environment: [String: String],
        directory: String? = nil,
        deadline: Duration,
        outputMax: Int
    ) async -> CommandResult {
        guard let name = argv.first, !name.isEmpty else {
            return CommandResult(ending: .notStarted("no program is named"))
        }
        guard let path = find(name, on: environment["PATH"]) else {
            return CommandResult(ending: .notStarted("\(name): not found on PATH"))
        }
        var launch = Launch(path: path, environment: environment, directory: directory)
        launch.arguments = argv
        let run = CommandRun(outputMax: outputMax)
        let asked = launch
        return await withTaskCancellationHandler {
            await run.perform(asked, deadline: deadline)
        } onCancel: {
            run.end(as: .cancelled)
        }
    }

    /// The path of a program, as a shell would find it; `nil` when there is none.
    public static func find(_ name: String, on path: String?) -> String? {
        if name.utf8.contains(UInt8(ascii: "/")) { return name }
        let folders = (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { isProgram($0) }
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && access(path, X_OK) == 0
    }
}
