// SPDX-License-Identifier: Apache-2.0
@testable import SluiceWire

/// Facts about operations, as `shapes.py` prints them: service lines, operation lines, members.
struct ShapeFacts {
    struct Member: Hashable {
        var place: String
        var kind: String
        var isRequired: Bool
    }

    struct Operation {
        var route: String
        /// By direction and path: `in RoutingConfig.AdditionalVersionWeights`.
        var members: [String: Member] = [:]
    }

    var services: [String: String] = [:]
    var operations: [String: Operation] = [:]
    var source = ""

    /// Reads the facts that the script printed.
    init(text: String) {
        var current = ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if line.hasPrefix("  ") {
                operations[current]?.members["\(words[0]) \(words[1])"] = Member(
                    place: words[2],
                    kind: words[3],
                    isRequired: words.count > 4
                )
            } else if words[0] == "service" {
                services[words[1]] = words.dropFirst(2).joined(separator: " ")
            } else if words[0] == "botocore" {
                source = String(line)
            } else {
                current = "\(words[0]) \(words[1])"
                operations[current] = Operation(
                    route: words.dropFirst(2).joined(separator: " ")
                )
            }
        }
    }

    /// Collects the facts of Swift's shapes.
    init(_ types: [any AWSOperation.Type]) throws {
        for type in types {
            operations["\(type.service.rawValue) \(type.name)"] = try Self.operation(type)
        }
    }

    private static func operation<Op: AWSOperation>(_ type: Op.Type) throws -> Operation {
        let route = type.route
        var operation = Operation(route: "\(route.method.rawValue) \(route.path) \(route.status)")
        let input = ShapeProbe(style: type.service.nameStyle)
        _ = try input.make(type, at: "")
        let inPath = RouteTemplate(route.path).memberNames
        for member in input.members {
            operation.members["in \(member.path)"] = Member(
                place: place(of: member.path, in: route, inPath),
                kind: member.kind,
                isRequired: member.isRequired
            )
        }
        let output = ShapeProbe(style: type.service.nameStyle)
        _ = try output.make(Op.Output.self, at: "")
        for member in output.members {
            operation.members["out \(member.path)"] = Member(
                place: answerPlace(of: member.path, in: route),
                kind: member.kind,
                isRequired: member.isRequired
            )
        }
        return operation
    }

    private static func isNested(_ path: String) -> Bool {
        path.contains { ".[{".contains($0) }
    }

    private static func place(of path: String, in route: Route, _ inPath: [String]) -> String {
        if isNested(path) { return "-" }
        if inPath.contains(path) { return "path" }
        if let field = route.query.first(where: { $0.value == path })?.key {
            return "query:\(field)"
        }
        if let header = route.headers.first(where: { $0.value == path })?.key {
            return "header:\(header.lowercased())"
        }
        if let prefix = route.headerPrefixes.first(where: { $0.value == path })?.key {
            return "headers:\(prefix)"
        }
        return route.payload == path ? "payload" : "body"
    }

    private static func answerPlace(of path: String, in route: Route) -> String {
        if isNested(path) { return "-" }
        if route.answerStatus == path { return "status" }
        if let header = route.answerHeaders.first(where: { $0.value == path })?.key {
            return "header:\(header.lowercased())"
        }
        if let prefix = route.answerHeaderPrefixes.first(where: { $0.value == path })?.key {
            return "headers:\(prefix)"
        }
        return route.answerPayload == path ? "payload" : "body"
    }

    /// What these facts say otherwise than AWS's own, sorted; a member that is left out is no fault
    /// unless AWS needs it.
    func differences(from model: ShapeFacts) -> [String] {
        var differences: [String] = []
        for (name, ours) in operations {
            guard let theirs = model.operations[name] else {
                differences.append("\(name): the model has no such operation")
                continue
            }
            if ours.route != theirs.route {
                differences.append("\(name): \(ours.route) but \(theirs.route)")
            }
            for (path, member) in ours.members {
                // Question and answer may share a type that has more in the answer.
                let inAnswer = path.contains(".") ? "out" + path.dropFirst(2) : path
                let model = theirs.members[path] ?? theirs.members[inAnswer]
                differences += difference(of: member, from: model, at: path)
                    .map { "\(name) \(path): \($0)" }
            }
            for (path, member) in theirs.members
            where member.isRequired && path.hasPrefix("in ") && !path.contains(".")
                && ours.members[path] == nil
            {
                differences.append("\(name) \(path): required, but left out")
            }
        }
        return differences.sorted()
    }

    private func difference(of ours: Member, from theirs: Member?, at path: String) -> [String] {
        guard let theirs else { return ["the model has no such member"] }
        var differences: [String] = []
        if ours.place != theirs.place { differences.append("\(ours.place) but \(theirs.place)") }
        if ours.kind != theirs.kind { differences.append("\(ours.kind) but \(theirs.kind)") }
        let isInput = path.hasPrefix("in ")
        if isInput, theirs.place != "-", ours.isRequired != theirs.isRequired {
            differences.append(theirs.isRequired ? "AWS requires it" : "AWS does not require it")
        }
        return differences
    }
}
