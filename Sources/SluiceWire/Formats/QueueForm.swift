// SPDX-License-Identifier: Apache-2.0

/// How SQS writes lists and maps in its query protocol: flat, one element after the other, under a
/// name in the singular.
enum QueueForm {
    /// What stands flat under a name.
    private struct Shape {
        /// The element.
        let flat: String
        /// The member that it makes.
        let member: String
        /// What the parts of a pair are called; `nil` for a list.
        var pair: (key: String, value: String)?
    }

    private static let shapes = [
        Shape(flat: "Attribute", member: "Attributes", pair: ("Name", "Value")),
        Shape(flat: "MessageAttribute", member: "MessageAttributes", pair: ("Name", "Value")),
        Shape(
            flat: "MessageSystemAttribute",
            member: "MessageSystemAttributes",
            pair: ("Name", "Value")
        ),
        Shape(flat: "Tag", member: "Tags", pair: ("Key", "Value")),
        Shape(flat: "TagKey", member: "TagKeys"),
        Shape(flat: "AttributeName", member: "AttributeNames"),
        Shape(flat: "MessageAttributeName", member: "MessageAttributeNames"),
        Shape(flat: "MessageSystemAttributeName", member: "MessageSystemAttributeNames"),
        Shape(flat: "SendMessageBatchRequestEntry", member: "Entries"),
        Shape(flat: "DeleteMessageBatchRequestEntry", member: "Entries"),
        Shape(flat: "ChangeMessageVisibilityBatchRequestEntry", member: "Entries"),
        Shape(flat: "Message", member: "Messages"),
        Shape(flat: "QueueUrl", member: "QueueUrls"),
        Shape(flat: "BatchResultErrorEntry", member: "Failed"),
    ]

    /// The members of a request whose lists stand flat.
    ///
    /// A client of old names the queue by the address that it writes to, and not in the form.
    static func members(of form: WireMap, path: String = "/") -> WireMap {
        var members = WireMap()
        // One operation writes its tags in small letters.
        let isCreation = form["Action"]?.plainText == CreateQueue.name
        for entry in form.entries {
            guard let shape = shapes.first(where: { $0.flat == entry.key }),
                let elements = numbered(entry.value)
            else {
                members.append(entry.key, entry.value)
                continue
            }
            let name = isCreation && shape.member == "Tags" ? "tags" : shape.member
            members.append(name, value(of: elements, as: shape))
        }
        if members["QueueUrl"] == nil, path.utf8.count > 1 {
            members.append("QueueUrl", .string(path))
        }
        return members
    }

    private static func value(of elements: [WireValue], as shape: Shape) -> WireValue {
        guard let pair = shape.pair else {
            return .list(
                elements.map { element in
                    if case .map(let map) = element { .map(members(of: map)) } else { element }
                }
            )
        }
        var map = WireMap()
        for case .map(let element) in elements {
            map.append(element[pair.key]?.plainText ?? "", element[pair.value] ?? .text(""))
        }
        return .map(map)
    }

    /// The elements in the order of their numbers, if numbers are what a name is followed by.
    private static func numbered(_ value: WireValue) -> [WireValue]? {
        guard case .map(let map) = value else { return nil }
        let numbers = map.entries.compactMap { Int($0.key) }
        guard numbers.count == map.entries.count else { return nil }
        return zip(numbers, map.entries).sorted { $0.0 < $1.0 }.map(\.1.value)
    }

    /// An answer with its lists written flat.
    static func answer(_ members: WireMap, to operation: String) -> WireMap {
        var flat = WireMap()
        for entry in members.entries {
            let shape = shapes.first { $0.member == entry.key }
            switch entry.value {
            case .map(let map) where shape?.pair != nil:
                guard let shape, let pair = shape.pair else { continue }
                for inner in map.entries {
                    flat.append(
                        shape.flat,
                        .map([pair.key: .string(inner.key), pair.value: inner.value])
                    )
                }
            case .list(let list):
                // What went well is named after the operation.
                let name = shape?.flat ?? "\(operation)ResultEntry"
                for case let value in list { flat.append(name, answer(value, to: operation)) }
            default: flat.append(entry.key, entry.value)
            }
        }
        return flat
    }

    private static func answer(_ value: WireValue, to operation: String) -> WireValue {
        if case .map(let map) = value { .map(answer(map, to: operation)) } else { value }
    }
}
