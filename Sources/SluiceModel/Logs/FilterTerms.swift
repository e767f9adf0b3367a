// SPDX-License-Identifier: Apache-2.0

/// Terms that a message has, or has not.
struct FilterTerms: Hashable, Sendable {
    private var required: [String] = []
    private var anyOf: [String] = []
    private var excluded: [String] = []

    /// Reads terms; none match everything.
    init(_ text: String) {
        for term in Self.terms(of: text) {
            switch term.mark {
            case "?": anyOf.append(term.text)
            case "-": excluded.append(term.text)
            default: required.append(term.text)
            }
        }
    }

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
                let (word, after) = FilterReader.quoted(rest.dropFirst())
                terms.append((mark, word))
                rest = after
            } else {
                let end = rest.firstIndex(of: " ") ?? rest.endIndex
                if end > rest.startIndex { terms.append((mark, String(rest[..<end]))) }
                rest = rest[end...]
            }
        }
        return terms
    }
}
