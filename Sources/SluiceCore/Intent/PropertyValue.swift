// SPDX-License-Identifier: Apache-2.0

/// A JSON value: a Lambda property that Sluice passes through, or a gate's payload.
public enum PropertyValue: Hashable, Sendable {
    /// JSON's null.
    case null
    /// True or false.
    case bool(Bool)
    /// A number without a fraction.
    case integer(Int)
    /// A number with a fraction.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case list([PropertyValue])
    /// An object.
    case map([String: PropertyValue])
}

extension PropertyValue: Codable {
    /// Reads any JSON value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {  // not this type: the next is tried
            self = .bool(bool)
        } else if let integer = try? container.decode(Int.self) {  // as above
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {  // as above
            self = .number(number)
        } else if let string = try? container.decode(String.self) {  // as above
            self = .string(string)
        } else if let list = try? container.decode([PropertyValue].self) {  // as above
            self = .list(list)
        } else {
            self = .map(try container.decode([String: PropertyValue].self))
        }
    }

    /// Writes plain JSON.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let bool): try container.encode(bool)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(number)
        case .string(let string): try container.encode(string)
        case .list(let list): try container.encode(list)
        case .map(let map): try container.encode(map)
        }
    }
}

extension PropertyValue {
    /// Whether everything that `part` names is here with the same value; lists must be equal.
    ///
    /// Numbers compare by value, so that 1 and 1.0 are the same.
    public func contains(_ part: PropertyValue) -> Bool {
        switch (self, part) {
        case (.map(let whole), .map(let wanted)):
            wanted.allSatisfy { key, value in whole[key].map { $0.contains(value) } ?? false }
        case (.list(let whole), .list(let wanted)):
            whole.count == wanted.count && zip(whole, wanted).allSatisfy { $0.contains($1) }
        case (.integer(let whole), .number(let wanted)): Double(whole) == wanted
        case (.number(let whole), .integer(let wanted)): whole == Double(wanted)
        default: self == part
        }
    }

    /// Whether both are the same value: `contains` both ways.
    public func isSame(as other: PropertyValue) -> Bool { contains(other) && other.contains(self) }

    /// The value at a path like `$.a.b` or `$.items.0`; `nil` when there is none.
    public func value(at path: String) -> PropertyValue? {
        var value = self
        for step in path.split(separator: ".").drop(while: { $0 == "$" }) {
            switch value {
            case .map(let map):
                guard let next = map[String(step)] else { return nil }
                value = next
            case .list(let list):
                guard let index = Int(step), list.indices.contains(index) else { return nil }
                value = list[index]
            default: return nil
            }
        }
        return value
    }
}
