// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

// Parts with their lookups resolved: what an intent holds.
extension Reading {
    mutating func settings(
        _ part: FunctionPart,
        local: [String: Located<Template>],
        in scope: Scope
    ) -> FunctionSettings {
        var settings = FunctionSettings(memory: part.memory, timeout: part.timeout)
        settings.runtime = part.runtime.flatMap { resolve($0, in: scope)?.value }
        settings.handler = part.handler.flatMap { resolve($0, in: scope)?.value }
        settings.role = role(part, in: scope)
        settings.description = part.description.flatMap { resolve($0, in: scope)?.value }
        settings.architecture = architecture(part, in: scope)
        settings.tags = texts(part.tags, in: scope)
        if part.variables != nil || !local.isEmpty {
            let variables = (part.variables ?? [:]).merging(local) { $1 }
            settings.variables = texts(variables, in: scope)
            settings.secrets = variables.filter(\.value.value.isSecret).keys.sorted()
        }
        for (name, property) in part.properties.sorted(by: { $0.key < $1.key }) {
            settings.properties[name] = resolve(property.value, at: property.place, in: scope)
        }
        return settings
    }

    mutating func gates(_ part: EnvironmentPart, in scope: Scope) -> [Gate] {
        var gates: [Gate] = []
        for gate in part.gates {
            guard let (name, check) = check(gate.check, in: scope) else { continue }
            if case .run(let command, let directory) = check {
                checkFile(of: command, from: directory, at: gate.place.place)
            }
            gates.append(
                Gate(name: name, place: gate.place.value, check: check, timeout: gate.timeout)
            )
        }
        return gates
    }

    /// Packs the code, and keeps it in a folder if there is one; `nil` when the file names none, or after
    /// a complaint.
    mutating func code(
        _ part: FunctionPart,
        _ settings: FunctionSettings,
        keptIn packages: String?,
        in scope: Scope
    ) -> CodeReference? {
        guard let code = part.code.flatMap({ resolve($0, in: scope) }) else { return nil }
        do throws(PackageError) {
            let path = Files.path(code.value, from: scope.directory)
            let package = try Package(at: path, source: code.value)
            // A layer may hold the handler as well.
            if settings.properties["Layers"] == nil, let handler = settings.handler,
                let runtime = settings.runtime,
                let complaint = package.complaint(aboutHandler: handler, runtime: runtime)
            {
                complain(complaint, at: part.handler?.place ?? code.place)
                return nil
            }
            guard let packages else { return package.unstored }
            return try package.stored(in: packages)
        } catch {
            if case .unwritable = error {
                complain("\(error)", at: code.place, kind: .disk)
            } else {
                complain("code: \(error)", at: code.place)
            }
            return nil
        }
    }

    private mutating func role(_ part: FunctionPart, in scope: Scope) -> String? {
        guard let role = part.role.flatMap({ resolve($0, in: scope) }) else { return nil }
        if role.value.wholeMatch(of: /arn:aws[a-z-]*:iam::[0-9]{12}:role\/\S+/) == nil {
            let wanted = "an ARN like arn:aws:iam::123456789012:role/NAME"
            complain("role must be \(wanted), not '\(role.value)'", at: role.place)
        }
        return role.value
    }

    private mutating func architecture(_ part: FunctionPart, in scope: Scope) -> String? {
        guard let name = part.architecture.flatMap({ resolve($0, in: scope) }) else { return nil }
        if !["x86_64", "arm64"].contains(name.value) {
            complain("architecture must be x86_64 or arm64, not '\(name.value)'", at: name.place)
        }
        return name.value
    }

    private mutating func texts(
        _ templates: [String: Located<Template>],
        in scope: Scope
    ) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, template) in templates.sorted(by: { $0.key < $1.key }) {
            texts[name] = resolve(template, in: scope)?.value
        }
        return texts
    }

    /// A property with the lookups in its texts resolved.
    private mutating func resolve(
        _ value: PropertyValue,
        at place: Place,
        in scope: Scope
    ) -> PropertyValue {
        switch value {
        case .string(let text):
            let template = template(Located(value: text, place: place), "a property")
            return .string(template.flatMap { resolve($0, in: scope)?.value } ?? text)
        case .list(let list): return .list(list.map { resolve($0, at: place, in: scope) })
        case .map(let map):
            var resolved: [String: PropertyValue] = [:]
            for (name, value) in map.sorted(by: { $0.key < $1.key }) {
                resolved[name] = resolve(value, at: place, in: scope)
            }
            return .map(resolved)
        default: return value
        }
    }

    /// Says that the file which a command begins with is not there, or is no program: that is known
    /// now, and not only once the candidate was published.
    private mutating func checkFile(of command: String, from directory: String, at place: Place) {
        let word = String(command.prefix { !" \t\n;&|<>()".contains($0) })
        guard word.contains("/"), !word.contains(where: { "$`*?\"'\\~=".contains($0) }) else {
            return
        }
        switch Files.kind(Files.path(word, from: directory)) {
        case .file(_, isExecutable: true), .other: break
        case .file: complain("run: \(word) is not executable (chmod +x)", at: place)
        case .directory: complain("run: \(word) is a directory", at: place)
        case .missing: complain("run: there is no file \(word)", at: place)
        }
    }

    private mutating func check(
        _ check: GatePart.Check,
        in scope: Scope
    ) -> (name: String, Gate.Check)? {
        switch check {
        case .run(let command):
            return ("run \(command)", .run(command: command, directory: scope.directory))
        case .url(let address):
            return resolve(address, in: scope).map { ("url \($0.value)", .url($0.value)) }
        case .invoke(.value(let value), let expectation):
            return ("invoke", .invoke(payload: value, expect: expectation))
        case .invoke(.file(let path), let expectation):
            let name = path.value.split(separator: "/").last.map(String.init) ?? path.value
            return payload(path, directory: scope.directory).map {
                ("invoke \(name)", .invoke(payload: $0, expect: expectation))
            }
        }
    }
}
