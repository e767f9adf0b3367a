// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// The options that every verb has.
struct CommonOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .customLong("config")],
        help: ArgumentHelp(
            "The project file; by default sluice.yaml here or in a folder above.",
            valueName: "file"
        )
    )
    var config: String?

    @Option(help: "The AWS region; else AWS_REGION, the profile, the project file.")
    var region: String?

    @Option(help: "The profile of the shared AWS files; else AWS_PROFILE.")
    var profile: String?

    @Option(
        name: .customLong("endpoint-url"),
        help: ArgumentHelp("An endpoint in place of AWS's own.", valueName: "url")
    )
    var endpointURL: String?

    @Flag(help: "Use the embedded engine: the running one, else one for this command.")
    var local = false

    @Option(help: "What stdout carries: text or json.")
    var output = OutputFormat.text

    @Flag(name: .customLong("no-color"), help: "No colours; as NO_COLOR and TERM=dumb.")
    var noColor = false

    @Flag(name: .shortAndLong, help: "Say more on stderr.")
    var verbose = false

    @Flag(help: "Log every call to AWS on stderr.")
    var debug = false

    @Flag(help: "Answer every question with yes.")
    var yes = false
}
