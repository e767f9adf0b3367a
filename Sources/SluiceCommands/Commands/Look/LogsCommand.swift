// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceWire

/// `sluice logs`: the log of a function, or of one version of it.
struct LogsCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "logs",
        "Print the log of a function, or of one version of it.",
        "Without --version all versions are shown, each line with the version that wrote it. "
            + "With --output json every event is one document a line.",
        arguments: "<environment>",
        examples: [
            "sluice logs production --version 42",
            "sluice logs production --since 10m --follow",
        ]
    )

    @Argument(help: "The environment.")
    var environment: String

    @Option(help: ArgumentHelp("Only this version.", valueName: "n"))
    var version: VersionArgument?

    @Flag(help: "Go on until Ctrl-C.")
    var follow = false

    @Option(help: ArgumentHelp("How far back to begin; 1h unless said.", valueName: "time"))
    var since: DurationArgument?

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        try await house.withSite(environment, isReadOnly: true) { site in
            var reader = LogReader(
                aws: site.cloud.aws,
                group: "/aws/lambda/\(site.function)",
                version: version?.version,
                from: house.clock.now.advanced(by: .zero - (since?.duration ?? Limits.logsSince))
            )
            for event in try await read(&reader, site) { try tell(event, house.console) }
            guard follow else { return .success }
            let signals = Signals()
            signals.catchThem()
            while true {
                let next = house.clock.now.advanced(by: Limits.followPoll)
                if await signals.wait(until: next, on: house.clock) != nil { return .success }
                for event in try await read(&reader, site) { try tell(event, house.console) }
            }
        }
    }

    private func read(_ reader: inout LogReader, _ site: Site) async throws -> [FilteredLogEvent] {
        do {
            return try await reader.more()
        } catch {
            throw Complaint(error, doing: "read the log of \(site.function)")
        }
    }

    private struct EventDocument: Encodable {
        var at: String
        var version: String?
        var message: String
    }

    private func tell(_ event: FilteredLogEvent, _ console: Console) throws {
        let version = LogReader.version(of: event)
        let message = String((event.message ?? "").drop { $0.isNewline })
        let end = message.lastIndex { !$0.isNewline }.map(message.index(after:))
        let text = String(message[..<(end ?? message.startIndex)])
        let at = event.timestamp ?? Timestamp(second: 0)
        if console.isJSON {
            let document = EventDocument(at: at.iso8601, version: version, message: text)
            return console.out(try JSONText.line(document))
        }
        let name = version.map { Version($0)?.text ?? $0 } ?? ""
        let label = self.version == nil ? console.outStyle.paint(name, .dim) + "  " : ""
        let margin = String(repeating: " ", count: at.clockText.count + 2)
        let lines = LogReader.lines(of: event).joined(separator: "\n" + margin)
        console.out("\(console.outStyle.paint(at.clockText, .dim))  \(label)\(lines)")
    }
}
