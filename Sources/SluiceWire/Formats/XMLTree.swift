// SPDX-License-Identifier: Apache-2.0

/// XML as S3 writes it: an element a member, and lists either in an element of their own or not.
enum XMLTree {
    /// Lists that stand without an element around them: member → the name of each element.
    private static let flat: [String: String] = [
        "Contents": "Contents", "CommonPrefixes": "CommonPrefixes", "Deleted": "Deleted",
        "Errors": "Error", "Objects": "Object", "Parts": "Part", "Uploads": "Upload",
        "Versions": "Version", "DeleteMarkers": "DeleteMarker",
    ]
    /// Lists in an element of their own: member → the name of each element within it.
    private static let wrapped: [String: String] = ["Buckets": "Bucket", "TagSet": "Tag"]
    /// Members that are called otherwise in XML.
    private static let renamed = ["TotalPartsCount": "PartsCount"]
    private static let members = Dictionary(uniqueKeysWithValues: flat.map { ($0.value, $0.key) })

    /// A document of one element.
    static func write(_ name: String, _ value: WireValue, namespace: String) -> [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        let attributes = namespace.isEmpty ? "" : " xmlns=\"\(namespace)\""
        element(name, value, attributes, into: &text)
        return Array(text.utf8)
    }

    private static func element(
        _ name: String,
        _ value: WireValue,
        _ attributes: String = "",
        into text: inout String
    ) {
        text += "<\(name)\(attributes)>"
        if case .map(let map) = value {
            for entry in map.entries { member(entry, into: &text) }
        } else {
            text += XMLWriter.escape(value.plainText ?? "")
        }
        text += "</\(name)>"
    }

    private static func member(_ entry: WireMap.Entry, into text: inout String) {
        guard case .list(let list) = entry.value else {
            return element(renamed[entry.key] ?? entry.key, entry.value, into: &text)
        }
        let inner = wrapped[entry.key]
        if inner != nil { text += "<\(entry.key)>" }
        for value in list { element(inner ?? flat[entry.key] ?? entry.key, value, into: &text) }
        if inner != nil { text += "</\(entry.key)>" }
    }

    /// The members of a document's root; a root of text alone is a member of the name `text`.
    static func read(_ bytes: [UInt8], as text: String? = nil) throws(FormatFault) -> WireMap {
        switch try XMLReader.read(bytes).value {
        case .map(let map): return folded(map)
        case .text(let value) where text != nil && !value.isEmpty:
            return WireMap([WireMap.Entry(key: text ?? "", value: .text(value))])
        default: return WireMap()
        }
    }

    /// Brings elements that are repeated, or could be, together as a list.
    private static func folded(_ map: WireMap) -> WireMap {
        var result = WireMap()
        for entry in map.entries {
            let value = folded(entry)
            guard let member = members[entry.key] else {
                result.append(entry.key, value)
                continue
            }
            if case .list(let list)? = result[member] {
                result[member] = .list(list + [value])
            } else {
                result.append(member, .list([value]))
            }
        }
        return result
    }

    private static func folded(_ entry: WireMap.Entry) -> WireValue {
        guard case .map(let map) = entry.value else { return entry.value }
        guard wrapped[entry.key] != nil else { return .map(folded(map)) }
        return .list(map.entries.map(folded))
    }
}
