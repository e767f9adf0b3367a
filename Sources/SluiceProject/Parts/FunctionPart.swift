// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// A `function:` as it stands in the file, lookups unresolved.
struct FunctionPart: Sendable {
    var name: Located<Template>?
    var runtime: Located<Template>?
    var handler: Located<Template>?
    var role: Located<Template>?
    var description: Located<Template>?
    var architecture: Located<Template>?
    var code: Located<Template>?
    var memory: Int?
    var timeout: Int?
    var variables: [String: Located<Template>]?
    var tags: [String: Located<Template>] = [:]
    var properties: [String: Located<PropertyValue>] = [:]

    /// These values, with another's where the other has some: names within a mapping are merged.
    func overridden(by other: FunctionPart) -> FunctionPart {
        var part = self
        part.name = other.name ?? name
        part.runtime = other.runtime ?? runtime
        part.handler = other.handler ?? handler
        part.role = other.role ?? role
        part.description = other.description ?? description
        part.architecture = other.architecture ?? architecture
        part.code = other.code ?? code
        part.memory = other.memory ?? memory
        part.timeout = other.timeout ?? timeout
        if let more = other.variables {
            part.variables = (variables ?? [:]).merging(more) { $1 }
        }
        part.tags.merge(other.tags) { $1 }
        part.properties.merge(other.properties) { $1 }
        return part
    }
}
