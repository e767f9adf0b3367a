// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import SluiceCore
import SluiceStats

/// `sluice judge`: the judge alone, on counts that somebody recorded.
struct JudgeCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        "judge",
        "Judge recorded counts, without AWS and without a rollout.",
        "Counts are [failures, calls] of the stable version, then of the candidate, in segments of "
            + "one weight. A .ndjson file, or - for stdin, is a stream: a header line, then a line "
            + "a segment or batch.",
        arguments: "<file>",
        examples: [
            "sluice judge counts.json",
            "sluice judge - --output json",
        ]
    )

    @Argument(help: "A JSON document, an .ndjson stream, or - for stdin.")
    var file: String

    @OptionGroup(title: "Options everywhere") var common: CommonOptions

    func run(in house: Composition) async throws -> ExitCode {
        let judgement = try judged()
        if house.console.isJSON {
            try house.console.json(JudgeDocument(judgement))
        } else {
            house.console.out(JudgeText(judgement: judgement).text(width: house.console.width))
        }
        return .success
    }

    private func judged() throws -> Judgement {
        let name = file == "-" ? "stdin" : file
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw complaint("\(name): \(String(cString: strerror(errno)))")
        }
        defer { if file != "-" { close(descriptor) } }
        var reader = JudgeReader(
            ByteFeed(descriptor: descriptor),
            isStream: file == "-" || file.hasSuffix(".ndjson")
        )
        do {
            return try reader.read()
        } catch let fault as JudgeFault {
            let line = fault.line > 0 ? "\(name):\(fault.line)" : name
            throw complaint("\(line): \(fault.what)", why: fault.place.map { ["in \($0)"] } ?? [])
        }
    }

    private func complaint(_ what: String, why: [String] = []) -> Complaint {
        Complaint(
            what,
            why: why,
            now: [Complaint.nothingChanged],
            next: ["sluice judge --help"],
            exit: .usage
        )
    }
}
