// SPDX-License-Identifier: Apache-2.0

/// Writes values as elements: members by name, list elements as `<member>`, and what a map holds as
/// `<entry>`.
enum XMLWriter {
    /// Members of answers that are maps, whose keys are no names of members.
    private static let maps: Set<String> = ["ExtendedStatistics"]

    static func element(
        _ name: String,
        _ value: WireValue,
        attributes: String = "",
        into text: inout String
    ) {
        text += "<\(name)\(attributes)>"
        switch value {
        case .map(let map) where maps.contains(name):
            for entry in map.entries {
                let pair: WireMap = ["key": .string(entry.key), "value": entry.value]
                element("entry", .map(pair), into: &text)
            }
        case .map(let map):
            for entry in map.entries { element(entry.key, entry.value, into: &text) }
        case .list(let list):
            for value in list { element("member", value, into: &text) }
        default: text += escape(value.plainText ?? "")
        }
        text += "</\(name)>"
    }

    /// Escapes a text; control characters that XML cannot hold are left out.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            case "\r": escaped += "&#13;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..<"\u{20}", "\u{fffe}", "\u{ffff}": continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
