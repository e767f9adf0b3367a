// SPDX-License-Identifier: Apache-2.0

extension FunctionSettings {
    /// Whether everything that these settings mention is so already.
    public func isSatisfied(by configuration: Configuration) -> Bool {
        differences(from: configuration).isEmpty
    }

    /// Whether an update of the configuration has nothing to do: the architecture goes with the code.
    func isConfigured(in configuration: Configuration) -> Bool {
        differences(from: configuration).allSatisfy { $0.property == "Architectures" }
    }

    /// Whether the code runs on the architecture that is asked for, if one is.
    func isArchitecture(of configuration: Configuration) -> Bool {
        architecture.map { $0 == configuration.architecture } ?? true
    }

    /// What these settings would change, one entry a property, in a fixed order.
    ///
    /// A field that they do not mention is no difference. Values that came from a lookup, or whose
    /// name looks like a secret's, are masked.
    public func differences(from configuration: Configuration) -> [Change] {
        var changes: [Change] = []
        func compare(_ property: String, _ before: String?, _ after: String?) {
            guard let after, before != after else { return }
            changes.append(Change(property: property, before: before, after: after))
        }
        compare("Runtime", configuration.runtime, runtime)
        compare("Handler", configuration.handler, handler)
        compare("Role", configuration.role, role)
        compare("MemorySize", "\(configuration.memory)", memory.map { "\($0)" })
        compare("Timeout", "\(configuration.timeout)", timeout.map { "\($0)" })
        compare("Description", configuration.description, description)
        compare("Architectures", configuration.architecture, architecture)
        changes += variableChanges(from: configuration.variables)
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
            let before = configuration.properties[name]
            guard !(before ?? .null).contains(value) else { continue }
            changes.append(Change(property: name, before: before?.text, after: value.text))
        }
        return changes
    }

    private func variableChanges(from before: [String: String]) -> [Change] {
        guard let variables else { return [] }
        return Set(before.keys).union(variables.keys).sorted().compactMap { name in
            guard before[name] != variables[name] else { return nil }
            let hides = isSecret(name)
            return Change(
                property: "Environment.\(name)",
                before: before[name].map { hides ? Self.mask : $0 },
                after: variables[name].map { hides ? Self.mask : $0 }
            )
        }
    }

    private func isSecret(_ name: String) -> Bool {
        let upper = name.uppercased()
        return secrets.contains(name)
            || ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "API_KEY", "APIKEY", "CREDENTIAL"]
                .contains { upper.contains($0) }
    }

    private static let mask = "•••"
}

extension PropertyValue {
    /// The value as compact JSON, object keys sorted, for people and comparisons.
    public var text: String {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .integer(let integer): "\(integer)"
        case .number(let number): "\(number)"
        case .string(let string): Self.quoted(string)
        case .list(let list): "[\(list.map(\.text).joined(separator: ","))]"
        case .map(let map):
            "{"
                + map.sorted { $0.key < $1.key }
                .map { "\(Self.quoted($0.key)):\($0.value.text)" }
                .joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
