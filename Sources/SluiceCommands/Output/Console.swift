// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import SluiceCore

/// Where the program speaks: results to stdout, everything else to stderr.
struct Console: Sendable {
    /// What stdout carries.
    var format: OutputFormat
    /// Whether `-v` asked for more.
    var isVerbose: Bool
    /// Colours of stdout.
    var outStyle: TextStyle
    /// Colours of stderr.
    var errorStyle: TextStyle
    /// Columns of the terminal, or of a page where there is none.
    var width: Int
    /// Whether somebody sits in front of stderr and stdin.
    var isInteractive: Bool
    /// Whether stderr is a terminal on which lines can be drawn over.
    var canDraw = false

    /// What the commands that are proposed need as well.
    var given = GivenOptions()

    /// Whether stdout carries JSON.
    var isJSON: Bool { format == .json }

    /// A line on stdout.
    func out(_ line: String) { Self.write(line + "\n", to: STDOUT_FILENO) }

    /// A line on stderr.
    func say(_ line: String) { Self.write(line + "\n", to: STDERR_FILENO) }

    /// A line on stderr where `-v` asked for more.
    func detail(_ line: @autoclosure () -> String) {
        if isVerbose { say(line()) }
    }

    /// One JSON document on stdout, on one line.
    func json(_ value: some Encodable) throws { out(try JSONText.line(value)) }

    /// A question on the terminal; `true` when it is answered with yes.
    func ask(_ question: String) -> Bool {
        Self.write("\(question) [y/N] ", to: STDERR_FILENO)
        let answer = readLine(strippingNewline: true)?.lowercased()
        return answer == "y" || answer == "yes"
    }

    /// What went wrong, where people and programs look for it.
    func complain(_ complaint: Complaint) throws {
        if isJSON { return try json(ErrorDocument(given.completing(complaint))) }
        say(complaint)
    }

    /// A complaint on stderr; `label` stands in place of `error` where nothing went wrong.
    func say(_ complaint: Complaint, label: String = "error") {
        let lines = ComplaintText.lines(
            given.completing(complaint),
            style: errorStyle,
            label: label
        )
        say(lines.joined(separator: "\n"))
    }

    /// Writes all of a text; a reader that went away is no error of ours.
    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
