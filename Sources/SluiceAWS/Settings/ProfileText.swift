// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// The text of `~/.aws/config` or `~/.aws/credentials`, taken apart.
struct ProfileText {
    /// Settings by the words in brackets (`profile prod`, `default`, `services local`).
    ///
    /// A setting below another one has the name of both: `lambda.endpoint_url`.
    private(set) var sections: [String: [String: String]] = [:]

    /// Reads a file's text; `path` is for the message.
    init(_ text: String, path: String) throws(AWSFailure) {
        var section: String?
        var parent = ""
        for (index, raw) in text.split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        )
        .enumerated() {
            let line = Self.trimmed(raw)
            guard let first = line.first, first != "#", first != ";" else { continue }
            if first == "[" {
                guard let name = Self.sectionName(line) else {
                    throw Self.fault(path, index, "expected [profile NAME]")
                }
                section = name
                parent = ""
                sections[name] = sections[name] ?? [:]
                continue
            }
            guard let section else { throw Self.fault(path, index, "a setting before any section") }
            guard let (key, value) = Self.setting(line) else {
                throw Self.fault(path, index, "expected NAME = VALUE")
            }
            let isBelow = raw.first == " " || raw.first == "\t"
            if isBelow, !parent.isEmpty {
                sections[section, default: [:]]["\(parent).\(key)"] = value
            } else {
                sections[section, default: [:]][key] = value
                parent = value.isEmpty ? key : ""
            }
        }
    }

    private static func fault(_ path: String, _ index: Int, _ text: String) -> AWSFailure {
        AWSFailure(
            kind: .notSent,
            code: "Configuration",
            message: "\(path):\(index + 1): \(text)"
        )
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text = text.dropLast() }
        return text
    }

    /// `profile prod` of `[ profile "prod" ] # comment`.
    private static func sectionName(_ line: Substring) -> String? {
        guard let end = line.firstIndex(of: "]") else { return nil }
        let words = line[line.index(after: line.startIndex)..<end]
            .split { $0 == " " || $0 == "\t" }
            .map { $0.filter { $0 != "\"" && $0 != "'" } }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static func setting(_ line: Substring) -> (key: String, value: String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let key = trimmed(line[..<equals]).lowercased()
        var value = trimmed(line[line.index(after: equals)...])
        // A comment after a value starts with a space, for keys may hold the characters.
        for mark in [" #", " ;", "\t#", "\t;"] {
            if let range = value.firstRange(of: mark) { value = value[..<range.lowerBound] }
        }
        return key.isEmpty ? nil : (key, String(trimmed(value)))
    }
}
