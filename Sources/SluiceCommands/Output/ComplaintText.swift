// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// A complaint as stderr shows it, with colours where there are any.
enum ComplaintText {
    /// The complaint's lines; `label` stands in place of `error` where nothing went wrong.
    static func lines(
        _ complaint: Complaint,
        style: TextStyle,
        label: String = "error"
    ) -> [String] {
        complaint.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { index, line in
                let text = String(line)
                if index == 0, text.hasPrefix("error:") {
                    return style.paint("\(label):", label == "error" ? .red : .yellow)
                        + style.paint(String(text.dropFirst(6)), .bold)
                }
                // The labels stand in columns 2 to 8.
                let label = text.dropFirst(2).prefix { $0 != " " }
                guard text.hasPrefix("  "), ["why", "now", "next"].contains(label) else {
                    return text
                }
                return "  " + style.paint(String(label), .dim) + text.dropFirst(2 + label.count)
            }
    }
}
