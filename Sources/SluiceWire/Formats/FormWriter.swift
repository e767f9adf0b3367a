// SPDX-License-Identifier: Apache-2.0

/// Writes an operation as AWS's query protocol has it: `Dimensions.member.1.Name=FunctionName`.
enum FormWriter {
    static func write(_ map: WireMap, action: String, version: String) -> [UInt8] {
        var fields = [("Action", action), ("Version", version)]
        flatten(.map(map), named: "", into: &fields)
        let text = fields.map { "\(PercentCoding.encode($0.0))=\(PercentCoding.encode($0.1))" }
        return Array(text.joined(separator: "&").utf8)
    }

    private static func flatten(
        _ value: WireValue,
        named name: String,
        into fields: inout [(String, String)]
    ) {
        switch value {
        case .map(let map) where QueryMap.named(name) != nil:
            let form = QueryMap.named(name) ?? QueryMap()
            for (index, pair) in form.pairs(of: map).enumerated() {
                flatten(pair, named: "\(name).entry.\(index + 1)", into: &fields)
            }
        case .map(let map):
            for entry in map.entries {
                let inner = name.isEmpty ? entry.key : "\(name).\(entry.key)"
                flatten(entry.value, named: inner, into: &fields)
            }
        case .list(let list):
            // An empty list is said aloud, for absent means something else in updates.
            if list.isEmpty { fields.append((name, "")) }
            for (index, element) in list.enumerated() {
                flatten(element, named: "\(name).member.\(index + 1)", into: &fields)
            }
        default:
            if let text = value.plainText { fields.append((name, text)) }
        }
    }
}
