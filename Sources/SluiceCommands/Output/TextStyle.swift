// SPDX-License-Identifier: Apache-2.0

/// Colours for a terminal, or none.
struct TextStyle: Hashable, Sendable {
    /// The colours that are used.
    enum Paint: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    /// Whether escape sequences are written at all.
    var isColoured: Bool

    /// The text between escape sequences, or as it is.
    func paint(_ text: String, _ paint: Paint) -> String {
        isColoured && !text.isEmpty ? "\u{1b}[\(paint.rawValue)m\(text)\u{1b}[0m" : text
    }
}
