// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Help as the program prints it: the same width everywhere, a verb's own options first.
enum HelpText {
    /// How wide help is written.
    static let width = 100

    /// The help of the program, or of one verb.
    static func of(_ command: any ParsableCommand.Type) -> String {
        arranged(SluiceCommand.helpMessage(for: command, columns: width))
    }

    /// The parser writes titled groups first; what every verb has belongs last.
    static func arranged(_ text: String) -> String {
        let title = "OPTIONS EVERYWHERE:\n"
        guard let start = text.range(of: title),
            let end = text.range(of: "\n\n", from: start.upperBound)
        else { return text }
        let everywhere = text[start.lowerBound..<end.lowerBound]
        let own = text[end.upperBound...].drop { $0.isNewline }
        guard own.hasPrefix("OPTIONS:\n") else { return text }
        // The program has a version, its verbs have none of their own.
        let rest = String(own).replacing("  --version               Show the version.\n", with: "")
        let close = rest.lastIndex { !$0.isNewline }.map(rest.index(after:)) ?? rest.endIndex
        return text[..<start.lowerBound] + rest[..<close] + "\n\n" + everywhere + "\n"
    }
}

extension String {
    fileprivate func range(of part: String, from: Index? = nil) -> Range<Index>? {
        self[(from ?? startIndex)...].firstRange(of: part)
    }
}
