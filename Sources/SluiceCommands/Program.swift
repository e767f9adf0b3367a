// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import SluiceCore

/// From the arguments of a process to its exit code.
enum Program {
    /// Does what the arguments say; nothing is made before they are understood.
    static func run(arguments: [String]) async -> ExitCode {
        // Asked for by every shell prompt and pipeline: answered before the parser is set up.
        if arguments == ["--version"] {
            Console.write(ProgramVersion.text + "\n", to: STDOUT_FILENO)
            return .success
        }
        let verb: any Verb
        do {
            var command = try SluiceCommand.parseAsRoot(arguments)
            guard let found = command as? any Verb else {
                // The parser's own: help, of the program or of a verb.
                try command.run()
                return .success
            }
            verb = found
        } catch {
            return refuse(error, arguments)
        }
        let house = Composition(verb.common.settings)
        do {
            return try await verb.run(in: house)
        } catch {
            return house.tell(error)
        }
    }

    /// Ends the process.
    static func end(with code: ExitCode) -> Never {
        Keyboard.restore()
        exit(code.rawValue)
    }

    /// Help and version are no errors; everything else is one of usage.
    private static func refuse(_ error: any Error, _ arguments: [String]) -> ExitCode {
        if SluiceCommand.exitCode(for: error) == .success {
            let text = SluiceCommand.fullMessage(for: error, columns: HelpText.width)
            Console.write(HelpText.arranged(text) + "\n", to: STDOUT_FILENO)
            return .success
        }
        let complaint = UsageComplaint.make(
            message: SluiceCommand.message(for: error),
            arguments: arguments
        )
        return Composition(UsageComplaint.settings(arguments)).tell(complaint)
    }
}
