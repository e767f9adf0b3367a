// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
import SluiceCore
import SluiceWire

/// Turns Lambda's properties, as a project names them, into a wire structure and back.
///
/// A property is passed through by its API name, so nobody here has to know what it means; a name
/// that the operation does not have is refused instead of being dropped quietly.
enum PropertyBridge {
    /// The members of an operation or an answer, by their API names.
    static func properties(of value: some Encodable) throws(AWSFailure) -> [String: PropertyValue] {
        do {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .custom { Name(capitalised($0.last)) }
            let data = try encoder.encode(value)
            return try JSONDecoder().decode([String: PropertyValue].self, from: data)
        } catch {
            throw .strange("cannot read properties: \(error)")
        }
    }

    /// The operation that these properties make.
    static func operation<Operation: AWSOperation>(
        _ type: Operation.Type,
        from properties: [String: PropertyValue]
    ) throws(AWSFailure) -> Operation {
        let operation: Operation
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .custom { Name(lowered($0.last)) }
            operation = try decoder.decode(type, from: try JSONEncoder().encode(properties))
        } catch {
            throw .refused("BadProperty", "a property of the function has the wrong form: \(error)")
        }
        let understood = PropertyValue.map(try self.properties(of: operation))
        for (name, value) in properties.sorted(by: { $0.key < $1.key })
        where !understood.contains(.map([name: value])) {
            throw .refused(
                "BadProperty",
                "Lambda's \(Operation.name) has no property \(name) of this form"
            )
        }
        return operation
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { self.init(String(intValue)) }
    }

    /// `vpcConfig` → `VpcConfig`; `KMSKeyArn` stays.
    private static func capitalised(_ key: (any CodingKey)?) -> String {
        let name = key?.stringValue ?? ""
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// `VpcConfig` → `vpcConfig`; `KMSKeyArn`, whose second letter is a capital too, stays.
    private static func lowered(_ key: (any CodingKey)?) -> String {
        let name = key?.stringValue ?? ""
        if name.dropFirst().first?.isUppercase == true { return name }
        return name.prefix(1).lowercased() + name.dropFirst()
    }
}
