// SPDX-License-Identifier: Apache-2.0

/// Lines that are drawn over those drawn before.
struct Picture: Sendable {
    private var height = 0

    /// The bytes that put these lines in the place of the last ones.
    ///
    /// At most `rows` lines are shown: what scrolls away cannot be drawn over.
    mutating func redraw(_ lines: [String], rows: Int) -> String {
        let shown = lines.prefix(max(1, rows))
        var text = height > 0 ? "\u{1b}[\(height)A\r" : ""
        for line in shown { text += line + "\u{1b}[K\n" }
        text += "\u{1b}[J"
        height = shown.count
        return text
    }
}
