// SPDX-License-Identifier: Apache-2.0
import Foundation
import Yams

/// A project file that could be read: `sluice.yaml`.
///
/// Reading finds all mistakes in one run. Nothing that the documentation names is passed over in
/// silence: what is not there yet is refused by name.
///
/// ```swift
/// let file = try ProjectFile.load("sluice.yaml")
/// let intent = try file.intent("staging", overrides: Overrides(account: "123456789012"))
/// ```
public struct ProjectFile: Sendable {
    /// The usual name.
    public static let name = "sluice.yaml"

    /// The file as diagnostics name it.
    public let shownAs: String
    /// The folder that it lies in: paths in it start there.
    public let directory: String
    /// Where machines share its journals; `nil` where they lie beside the file.
    public let journal: JournalPlace?
    let environments: [EnvironmentPart]
    let localVariables: [String: Located<Template>]

    /// The names of the environments, in the order of the file.
    public var environmentNames: [String] { environments.map(\.name.value) }

    /// Searches for a project file from a folder upward; an absolute path, or `nil`.
    public static func find(from directory: String, name: String = ProjectFile.name) -> String? {
        var folder = directory[...]
        for _ in 0..<Limits.parentsMax {
            while folder.last == "/" { folder.removeLast() }
            let path = "\(folder)/\(name)"
            if case .file = Files.kind(path) { return path }
            guard let slash = folder.lastIndex(of: "/") else { return nil }
            folder = folder[..<slash]
        }
        return nil
    }

    /// Reads the project file at `path`.
    ///
    /// Diagnostics name it by `shownAs`, by default as `path` does.
    public static func load(
        _ path: String,
        shownAs: String? = nil
    ) throws(ProjectProblems) -> ProjectFile {
        let name = shownAs ?? path
        let bytes: [UInt8]
        do throws(Files.Failure) {
            bytes = try Files.read(path, max: Limits.projectBytesMax)
        } catch {
            let message = "the project file cannot be read: \(error.reason)"
            throw ProjectProblems([Diagnostic(message: message, file: name)])
        }
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        return try parse(
            String(decoding: bytes, as: UTF8.self),
            shownAs: name,
            directory: directory
        )
    }

    /// Where the project file at `path` says that its journals are shared, whatever else is wrong
    /// with it: what was begun must be steered also while the file is being edited.
    public static func journal(at path: String) throws(ProjectProblems) -> JournalPlace? {
        guard let bytes = try? Files.read(path, max: Limits.projectBytesMax),
            case .mapping(let root)? = try? compose(yaml: String(decoding: bytes, as: UTF8.self)),
            root["journal"] != nil
        else { return nil }
        var reading = Reading(file: path)
        let block = reading.names(.mapping(root), "the project file")
        let place = block.flatMap { reading.journal(in: $0) }
        guard reading.diagnostics.isEmpty else { throw ProjectProblems(reading.sorted) }
        return place
    }

    /// Reads the text of a project file that lies in `directory`.
    public static func parse(
        _ text: String,
        shownAs: String = ProjectFile.name,
        directory: String
    ) throws(ProjectProblems) -> ProjectFile {
        var reading = Reading(file: shownAs)
        let root = reading.root(of: text)
        let file = root.map { reading.project($0, shownAs: shownAs, directory: directory) }
        if let file, reading.diagnostics.isEmpty { return file }
        // One run says everything: also what is wrong around the file.
        for part in file?.environments ?? [] {
            reading.checkPolicy(part, strategy: part.effectiveStrategy)
            reading.checkFiles(part, directory: directory)
        }
        throw ProjectProblems(reading.sorted)
    }
}

extension Reading {
    /// The file's tree, or `nil` after a complaint.
    fileprivate mutating func root(of text: String) -> Node? {
        do {
            if let root = try compose(yaml: text) { return root }
            complain("the file is empty", at: Place(line: 1, column: 1))
        } catch let error as YamlError {
            complain(error)
        } catch {
            complain("the file is no YAML", at: Place(line: 1, column: 1))
        }
        return nil
    }

    private mutating func complain(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            complain("the file is no YAML: \(problem)", at: Place(mark))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.sorted().map { "'\($0)'" }.joined(separator: ", ")
            complain("the key \(keys) is there twice", at: Place(context.mark))
        default:
            complain("the file is no YAML", at: Place(line: 1, column: 1))
        }
    }

    fileprivate mutating func project(
        _ root: Node,
        shownAs: String,
        directory: String
    ) -> ProjectFile {
        let what = "the project file"
        let block = block(
            root,
            what,
            keys: ["version", "journal", "function", "environments", "local"],
            unsupported: ["functions", "packages", "notify", "owner"]
        )
        let function = function(in: block)
        if let block { checkVersion(block) }
        return ProjectFile(
            shownAs: shownAs,
            directory: directory,
            journal: block.flatMap { journal(in: $0) },
            environments: block.map { environments(in: $0, function: function) } ?? [],
            localVariables: block?["local"].map { local($0) } ?? [:]
        )
    }

    fileprivate mutating func journal(in block: Block) -> JournalPlace? {
        guard let node = block["journal"] else { return nil }
        guard let place = scalar(node).flatMap(JournalPlace.init) else {
            complain("journal", mustBe: "of the form s3://bucket/prefix", found: node)
            return nil
        }
        return place
    }

    private mutating func checkVersion(_ block: Block) {
        guard let node = block["version"] else {
            complain("'version: 1' is missing", at: block.place)
            return
        }
        if scalar(node) != "1" { complain("version", mustBe: "1", found: node) }
    }

    private mutating func function(in block: Block?) -> FunctionPart {
        guard let block else { return FunctionPart() }
        guard let node = block["function"] else {
            if block["functions"] == nil { complain("'function' is missing", at: block.place) }
            return FunctionPart()
        }
        return function(node)
    }

    private mutating func environments(
        in block: Block,
        function: FunctionPart
    ) -> [EnvironmentPart] {
        guard let node = block["environments"] else {
            complain("'environments' is missing", at: block.place)
            return []
        }
        guard let names = names(node, "environments") else { return [] }
        if names.keys.isEmpty { complain("there is no environment", at: names.place) }
        var parts: [EnvironmentPart] = []
        for name in names.keys {
            guard let node = names[name.value] else { continue }
            let part = environment(name, node, function: function)
            if part.function.name == nil, let function = block["function"], isUnnamed(function) {
                complain("function needs 'name'", at: block.place(of: "function"))
            }
            parts.append(part)
        }
        return parts
    }

    /// Whether a name was not said at all: one that was said wrong is complained of already.
    private func isUnnamed(_ function: Node) -> Bool {
        guard case .mapping(let mapping) = function else { return false }
        return mapping["name"] == nil
    }

    private mutating func local(_ node: Node) -> [String: Located<Template>] {
        guard let block = block(node, "local", keys: ["env"]) else { return [:] }
        return block["env"].map { templates($0, "env") } ?? [:]
    }
}
