// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore

/// What people are told about a command line that cannot be understood.
enum UsageComplaint {
    /// The complaint about these arguments.
    static func make(message: String, arguments: [String]) -> Complaint {
        let lines = message.split(separator: "\n").map(String.init)
        return Complaint(
            lines.first.map(lowered) ?? "the command line cannot be understood",
            why: Array(lines.dropFirst()),
            now: [Complaint.nothingChanged],
            next: ["sluice \(verb(in: arguments).map { "\($0) " } ?? "")--help"],
            exit: .usage
        )
    }

    /// What of the options decides how to complain, found without understanding the rest.
    static func settings(_ arguments: [String]) -> Settings {
        var settings = Settings()
        settings.isPlain = arguments.contains("--no-color")
        let pairs = zip(arguments, arguments.dropFirst())
        let isJSON =
            arguments.contains("--output=json")
            || pairs.contains { $0 == ("--output", "json") }
        if isJSON { settings.output = .json }
        return settings
    }

    private static func verb(in arguments: [String]) -> String? {
        let verbs = SluiceCommand.configuration.subcommands.compactMap {
            $0.configuration.commandName
        }
        return arguments.first { verbs.contains($0) }
    }

    /// `Missing expected argument` reads better after `error:` with a small letter.
    private static func lowered(_ text: String) -> String {
        text.prefix(1).lowercased() + text.dropFirst()
    }
}

extension Complaint {
    /// Where the traffic is when a command failed before it wrote anything.
    static let nothingChanged = "Sluice changed nothing"
}
