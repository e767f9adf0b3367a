// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// A stack as it is told of.
struct StackBody: Sendable {
    var resources: [String: StackRecord.Resource] = [:]
    var outputs: [String: String] = [:]
    var parameters: [String: String] = [:]
    var tags: [String: String] = [:]

    /// Reads JSON; `nil` for what is no stack.
    init?(_ bytes: [UInt8]) {
        let value = WireJSON.value(of: String(decoding: bytes, as: UTF8.self))
        guard case .map(let map)? = value else { return nil }
        for entry in map.entries {
            guard case .map(let inner) = entry.value else { return nil }
            switch entry.key {
            case "Resources":
                for resource in inner.entries {
                    guard case .map(let parts) = resource.value,
                        case .string(let type)? = parts["Type"],
                        case .string(let id)? = parts["PhysicalId"]
                    else { return nil }
                    resources[resource.key] = .init(type: type, physicalID: id)
                }
            case "Outputs": outputs = Self.texts(inner)
            case "Parameters": parameters = Self.texts(inner)
            case "Tags": tags = Self.texts(inner)
            default: return nil
            }
        }
    }

    private static func texts(_ map: WireMap) -> [String: String] {
        map.entries.reduce(into: [:]) { $0[$1.key] = $1.value.plainText ?? "" }
    }
}

extension LocalAWS {
    /// Notes a stack; it is durable on return.
    func note(stack name: String, _ body: StackBody) async throws(AWSFailure) -> String {
        var next = model
        let stack = try noted(name, body, in: &next)
        if try take(&next) { await follow() }
        return stack.id
    }

    /// Forgets a stack; that is durable on return.
    func forget(stack name: String) async throws(AWSFailure) {
        var next = model
        next.forget(stack: name)
        if try take(&next) { await follow() }
    }
}
