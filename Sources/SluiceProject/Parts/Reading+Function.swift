// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Yams

extension Reading {
    /// Lambda's properties that have a key of their own here.
    private static let ownKeys = [
        "FunctionName": "name", "Runtime": "runtime", "Handler": "handler", "Role": "role",
        "MemorySize": "memory", "Timeout": "timeout", "Environment": "variables",
        "Code": "code", "Description": "description", "Architectures": "architecture",
        "Tags": "tags",
    ]

    mutating func function(_ node: Node) -> FunctionPart {
        var part = FunctionPart()
        let keys = [
            "name", "runtime", "handler", "role", "memory", "timeout", "code", "variables",
            "properties", "tags", "description", "architecture",
        ]
        let unsupported = ["build", "check", "layers", "url", "provisioned"]
        guard let block = block(node, "function", keys: keys, unsupported: unsupported) else {
            return part
        }
        part.name = block["name"].flatMap { template($0, "name") }
        part.runtime = block["runtime"].flatMap { template($0, "runtime") }
        part.handler = block["handler"].flatMap { template($0, "handler") }
        part.role = block["role"].flatMap { template($0, "role") }
        part.description = block["description"].flatMap { template($0, "description") }
        part.architecture = block["architecture"].flatMap { template($0, "architecture") }
        part.code = block["code"].flatMap { code($0) }
        part.memory = block["memory"].flatMap { integer($0, "memory", in: 128...10_240) }
        part.timeout = block["timeout"].flatMap { seconds($0, "timeout") }
        part.variables = block["variables"].map { templates($0, "variables") }
        part.tags = block["tags"].map { templates($0, "tags") } ?? [:]
        part.properties = block["properties"].map { properties($0) } ?? [:]
        return part
    }

    /// A mapping of names to texts.
    mutating func templates(_ node: Node, _ what: String) -> [String: Located<Template>] {
        var templates: [String: Located<Template>] = [:]
        guard let block = names(node, what) else { return templates }
        for key in block.keys {
            guard let node = block[key.value] else { continue }
            if case .scalar(let scalar) = node, scalar.string.isEmpty, scalar.style != .plain {
                templates[key.value] = Located(value: .empty, place: Place(node))
            } else {
                templates[key.value] = template(node, "\(what).\(key.value)")
            }
        }
        return templates
    }

    private mutating func code(_ node: Node) -> Located<Template>? {
        guard let text = text(node, "code") else { return nil }
        if text.value.hasPrefix("s3://") {
            refuse("code in S3", at: text.place)
            return nil
        }
        if text.value.contains(".dkr.ecr.") {
            refuse("a container image as code", at: text.place)
            return nil
        }
        return template(text, "code")
    }

    private mutating func seconds(_ node: Node, _ what: String) -> Int? {
        guard let duration = duration(node, what) else { return nil }
        let milliseconds = duration.wholeMilliseconds
        guard milliseconds % 1000 == 0, (1...900).contains(milliseconds / 1000) else {
            complain(what, mustBe: "whole seconds from 1s to 15m", found: node)
            return nil
        }
        return Int(milliseconds / 1000)
    }

    private mutating func properties(_ node: Node) -> [String: Located<PropertyValue>] {
        var properties: [String: Located<PropertyValue>] = [:]
        guard let block = names(node, "properties") else { return properties }
        for key in block.keys {
            guard let node = block[key.value] else { continue }
            if let own = Self.ownKeys[key.value] {
                complain(
                    "'\(key.value)' in properties has a key of its own in function: \(own)",
                    at: key.place
                )
                continue
            }
            let value = value(node, "properties.\(key.value)")
            properties[key.value] = Located(value: value, place: key.place)
        }
        return properties
    }
}

extension Template {
    /// The empty text.
    static let empty = Template(pieces: [.text("")])

    private init(pieces: [Piece]) { self.pieces = pieces }
}
