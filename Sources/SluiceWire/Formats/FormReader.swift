// SPDX-License-Identifier: Apache-2.0

/// Reads a form of AWS's query protocol into the tree that its dotted names describe.
enum FormReader {
    /// The fields in order, decoded.
    static func fields(_ text: some StringProtocol) -> [(name: String, value: String)] {
        text.split(separator: "&").map { field in
            let parts = field.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            let value = parts.count == 2 ? parts[1] : ""
            return (
                PercentCoding.decode(parts[0], plusIsSpace: true),
                PercentCoding.decode(value, plusIsSpace: true)
            )
        }
    }

    /// The whole form as a tree; `Action` and `Version` are members like any other.
    static func read(_ body: [UInt8]) throws(FormatFault) -> WireMap {
        let fields = fields(String(decoding: body, as: UTF8.self))
        guard fields.count <= Limits.formFieldsMax else {
            throw FormatFault("more than \(Limits.formFieldsMax) fields", at: body.count)
        }
        let root = Branch()
        for field in fields {
            let steps = field.name.split(separator: ".", omittingEmptySubsequences: false)
            guard steps.count <= Limits.depthMax else {
                throw FormatFault("'\(field.name.prefix(40))…' is nested too deeply", at: 0)
            }
            var branch = root
            for step in steps { branch = branch.child(String(step)) }
            branch.text = field.value
        }
        guard case .map(let map) = root.value else { return WireMap() }
        return map
    }

    /// A class, because a form names the parts of one branch in any order.
    private final class Branch {
        var text: String?
        private var names: [String] = []
        private var children: [String: Branch] = [:]

        func child(_ name: String) -> Branch {
            if let child = children[name] { return child }
            let child = Branch()
            names.append(name)
            children[name] = child
            return child
        }

        var value: WireValue {
            if names.isEmpty { return .text(text ?? "") }
            if names == ["member"], let list = children["member"]?.numbered { return .list(list) }
            if names == ["entry"], let pairs = children["entry"]?.numbered,
                let map = QueryMap.map(of: pairs)
            {
                return .map(map)
            }
            var map = WireMap()
            for name in names { if let child = children[name] { map.append(name, child.value) } }
            return .map(map)
        }

        /// The children by number, if all of them have one.
        private var numbered: [WireValue]? {
            let numbers = names.compactMap { Int($0) }
            guard numbers.count == names.count, !numbers.isEmpty else { return nil }
            return zip(numbers, names).sorted { $0.0 < $1.0 }.compactMap { children[$0.1]?.value }
        }
    }
}
