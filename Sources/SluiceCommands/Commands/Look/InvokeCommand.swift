// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import SluiceBase
import SluiceCore
import SluiceWire

/// `sluice invoke`: one call; a function error is a failure.
struct InvokeCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "invoke",
        "Call a function once; a function error is a failure.",
        "Calls the environment's alias, or one version by its number, and prints the answer. An "
            + "answer of HTTP 200 that carries a function error ends with 1. With -v the end of "
            + "the log and the executed version go to stderr.",
        arguments: "<environment>",
        examples: [
            "sluice invoke staging --payload '{\"order\": 7}'",
            "sluice invoke production --version 42 --payload @events/smoke.json -v",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Option(help: ArgumentHelp("A version in place of the alias.", valueName: "n"))
    var version: VersionArgument?

    @Option(help: ArgumentHelp("The event: JSON, or @FILE.", valueName: "json|@file"))
    var payload = "{}"

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        let payload = try house.payload(payload)
        return try await house.withSite(environment) { site in
            let call = Invoke(
                functionName: site.function,
                logType: "Tail",
                qualifier: version?.version.name ?? site.alias,
                payload: payload
            )
            let answer: Invoke.Output
            do throws(AWSFailure) {
                answer = try await site.cloud.plain.send(call)
            } catch {
                throw Complaint(calling: site, qualifier: call.qualifier, failed: error)
            }
            return try tell(answer, to: house.console, options: site.options)
        }
    }

    private func tell(
        _ answer: Invoke.Output,
        to console: Console,
        options: String
    ) throws -> ExitCode {
        console.detail("executed version: \(answer.executedVersion ?? "unknown")")
        if let tail = answer.logResult.flatMap({ Data(base64Encoded: $0) }) {
            console.detail(String(decoding: tail, as: UTF8.self))
        }
        let text = answer.payload?.text ?? ""
        console.out(text.isEmpty && console.isJSON ? "null" : text)
        guard let kind = answer.functionError else { return .success }
        console.say(
            ComplaintText.lines(
                Complaint(
                    "the function failed (\(kind))",
                    why: [FunctionError.sentence(answer.payload)],
                    now: ["version \(answer.executedVersion ?? "unknown") answered"],
                    next: ["sluice logs \(environment)\(options)"]
                ),
                style: console.errorStyle
            ).joined(separator: "\n")
        )
        return .error
    }
}
