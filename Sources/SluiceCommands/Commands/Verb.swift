// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore

/// One verb of the program: options in, an exit code out.
///
/// Everything live comes from the composition, so that a verb holds nothing but its walk.
protocol Verb: AsyncParsableCommand {
    /// The options that every verb has.
    var common: CommonOptions { get }
    /// Does what the verb says; what it throws is told as a complaint.
    func run(in house: Composition) async throws -> ExitCode
}

extension CommandConfiguration {
    /// The configuration of a verb: what it does in a line, more of it, and two examples.
    static func verb(
        _ name: String,
        _ abstract: String,
        _ more: String = "",
        arguments: String = "",
        examples: [String]
    ) -> CommandConfiguration {
        let shown = "Examples:\n" + examples.map { "  \($0)" }.joined(separator: "\n")
        return CommandConfiguration(
            commandName: name,
            abstract: abstract,
            usage: ["sluice", name, arguments, "[options]"].filter { !$0.isEmpty }
                .joined(separator: " "),
            discussion: more.isEmpty ? shown : more + "\n\n" + shown
        )
    }
}
