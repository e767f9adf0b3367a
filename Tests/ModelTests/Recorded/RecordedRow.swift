// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A refusal that was recorded from AWS.
struct RecordedRow: CustomTestStringConvertible {
    var code: String
    var status: Int
    /// `User`, or `nil` where the answer has no type.
    var type: String?
    /// How the text's key is written, where the recording shows it.
    var messageKey: String?
    var reason: String?
    /// The test and its step that recorded it; a second answer of the same step has a number.
    var key: String
    var step: String
    var message: String

    var testDescription: String { key }

    /// All of them, in the recording's order.
    static let all: [RecordedRow] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/recorded-errors.tsv")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        var rows = text.split(separator: "\n").dropFirst().compactMap { RecordedRow($0) }
        var seen: [String: Int] = [:]
        for index in rows.indices {
            let count = seen[rows[index].key, default: 0] + 1
            seen[rows[index].key] = count
            if count > 1 { rows[index].key += " \(count)" }
        }
        return rows
    }()

    private init?(_ line: Substring) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 9, let status = Int(cells[1]),
            let message = try? JSONDecoder().decode(String.self, from: Data(cells[8].utf8))
        else { return nil }
        (code, self.status, step, self.message) = (cells[0], status, cells[7], message)
        type = cells[2] == "-" ? nil : cells[2]
        messageKey = cells[3] == "-" ? nil : cells[3]
        reason = cells[4] == "-" ? nil : cells[4]
        key = "\(cells[6]) \(cells[7])"
    }

    /// The text with the recording's placeholders filled in.
    func message(with names: [String: String]) -> String {
        let common = [
            "<partition>": "aws", "<region>": "us-east-1", "<function-name:1>": "orders",
            "<function-name>": "orders", "<fn-name>": "orders", "<code-sha256:1>": "code-2",
            "<resource-name>": "orders", "<min_unreserved_concurrency>": "100",
        ]
        return (names.merging(common) { given, _ in given }).reduce(message) {
            $0.replacingOccurrences(of: $1.key, with: $1.value)
        }
    }
}
