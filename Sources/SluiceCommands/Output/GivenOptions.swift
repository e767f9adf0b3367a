// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// The options that a command was given and that the commands it proposes need as well, to reach
/// the same place and to ask as little.
struct GivenOptions: Hashable, Sendable {
    /// `--local`.
    var isLocal = false
    /// `--endpoint-url`.
    var endpointURL: String?
    /// What AWS_ENDPOINT_URL or its sibling for Lambda says.
    var variableURL: String?
    /// `--config`.
    var config: String?
    /// `--yes`.
    var saysYes = false

    /// A complaint whose commands have these options.
    func completing(_ complaint: Complaint) -> Complaint {
        var complaint = complaint
        complaint.next = complaint.next.map { completing($0) }
        return complaint
    }

    /// An item whose command has these options.
    func completing(_ item: DoctorItem) -> DoctorItem {
        var item = item
        item.fix = item.fix.map { completing($0) }
        return item
    }

    /// A text whose lines of `next` have these options.
    func completing(text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var head = line.prefix { $0 == " " }
            if line.dropFirst(head.count).hasPrefix("next ") {
                head = line.prefix(head.count + 4)
                head = line.prefix(
                    head.count + line.dropFirst(head.count).prefix { $0 == " " }.count
                )
            }
            guard !head.isEmpty else { return String(line) }
            return head + completing(String(line.dropFirst(head.count)))
        }.joined(separator: "\n")
    }

    /// A command, with or without a remark, that has these options; other lines as they are.
    func completing(_ line: String) -> String {
        let (command, remark) = Complaint.parted(line)
        var words = command.split(separator: " ").map(String.init)
        guard words.count > 1, words[0] == "sluice", !Self.placeless.contains(words[1]),
            !command.contains(", ")
        else { return line }
        if !isLocal, let url = endpointURL ?? variableURL {
            words = words.flatMap { $0 == "--local" ? ["--endpoint-url", url] : [$0] }
        }
        let first = words.firstIndex { $0.hasPrefix("-") } ?? words.endIndex
        let isPlaced = words.contains("--local") || words.contains("--endpoint-url")
        // A rollout's journal remembers its place.
        if !isPlaced, !words.contains(where: { $0.hasPrefix("r-") }) {
            let place = isLocal ? ["--local"] : endpointURL.map { ["--endpoint-url", $0] } ?? []
            words.insert(contentsOf: place, at: first)
        }
        if let config, !words.contains("-f"), !words.contains("--config") {
            words += ["-f", config]
        }
        if saysYes, asks(words), !words.contains("--yes") { words.append("--yes") }
        return words.joined(separator: " ") + (remark.map { "   # \($0)" } ?? "")
    }

    /// Whether a command asks before it writes.
    private func asks(_ words: [String]) -> Bool {
        switch words[1] {
        case "deploy", "shift", "prune": true
        case "alarms": words.contains("--apply")
        case "doctor": words.contains("--fix")
        default: false
        }
    }

    /// Verbs that have no place, or read it from the journals.
    private static let placeless = [
        "local", "demo", "init", "judge", "schema", "status", "show", "history", "stats", "--help",
    ]
}
