// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// CloudWatch Logs' plain patterns: `ERROR timeout`, `"a phrase"`, `?either ?or`, `-without`.
struct FilterPattern: Hashable, Sendable {
    private var required: [String] = []
    private var anyOf: [String] = []
    private var excluded: [String] = []

    /// Reads a pattern; an empty one matches everything.
    ///
    /// - Throws: 400 for patterns over fields, which this engine does not know.
    init(_ text: String?) throws(AWSFailure) {
        let text = text ?? ""
        if let first = text.first(where: { $0 != " " }),
            first == "{" || first == "[" || first == "%"
        {
            throw AWSFailure(
                code: "InvalidParameterException",
                message: "Invalid filter pattern: this engine matches plain terms only",
                status: 400
            )
        }
        for term in Self.terms(of: text) {
            switch term.mark {
            case "?": anyOf.append(term.text)
            case "-": excluded.append(term.text)
            default: required.append(term.text)
            }
        }
    }

    /// Whether a message matches.
    func matches(_ message: String) -> Bool {
        required.allSatisfy(message.contains)
            && (anyOf.isEmpty || anyOf.contains(where: message.contains))
            && !excluded.contains(where: message.contains)
    }

    private static func terms(of text: String) -> [(mark: Character?, text: String)] {
        var terms: [(Character?, String)] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: { $0 != " " }) {
            rest = rest[start...]
            var mark: Character?
            if let first = rest.first, first == "?" || first == "-" {
                mark = first
                rest = rest.dropFirst()
            }
            if rest.first == "\"" {
                rest = rest.dropFirst()
                let end = rest.firstIndex(of: "\"") ?? rest.endIndex
                terms.append((mark, String(rest[..<end])))
                rest = rest[end...].dropFirst()
            } else {
                let end = rest.firstIndex(of: " ") ?? rest.endIndex
                if end > rest.startIndex { terms.append((mark, String(rest[..<end]))) }
                rest = rest[end...]
            }
        }
        return terms
    }
}
