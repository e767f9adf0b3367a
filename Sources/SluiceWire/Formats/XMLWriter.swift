// SPDX-License-Identifier: Apache-2.0

/// Writes values as elements: members by name, list elements as `<member>`, and what a map holds as
/// `<entry>`.
enum XMLWriter {
    static func element(
        _ name: String,
        _ value: WireValue,
        attributes: String = "",
        into text: inout String
    ) {
        text += "<\(name)\(attributes)>"
        switch value {
        case .map(let map) where QueryMap.named(name) != nil:
            let form = QueryMap.named(name) ?? QueryMap()
            for pair in form.pairs(of: map) { element("entry", pair, into: &text) }
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
