// SPDX-License-Identifier: Apache-2.0

/// A route's path, taken apart: `/2015-03-31/functions/{FunctionName}` and fixed query fields.
struct RouteTemplate: Sendable {
    enum Segment: Sendable {
        case literal(Substring)
        case member(String)
    }

    let segments: [Segment]
    /// Fields of the query that are part of the address (`List=ALL`).
    let fields: [(name: String, value: String)]

    init(_ path: String) {
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        segments = RouteTemplate.split(parts[0]).map { segment in
            guard segment.first == "{", segment.last == "}" else { return .literal(segment) }
            return .member(String(segment.dropFirst().dropLast()))
        }
        fields = parts.count == 2 ? FormReader.fields(parts[1]) : []
    }

    /// The names of the members that stand in the path.
    var members: [String] {
        segments.compactMap { if case .member(let name) = $0 { name } else { nil } }
    }

    /// The names of the members, those that are whole paths (`{Key+}`) without their sign.
    var memberNames: [String] { members.map { $0.hasSuffix("+") ? String($0.dropLast()) : $0 } }

    /// How much of the address is fixed: of two that match, the more fixed one is meant.
    var fixedness: Int { segments.count - members.count + 100 * fields.count }

    /// A raw path's segments; a slash at the end makes no further one.
    static func split(_ path: some StringProtocol) -> [Substring] {
        var text = Substring(path)
        if text.hasPrefix("/") { text = text.dropFirst() }
        if text.hasSuffix("/") { text = text.dropLast() }
        if text.isEmpty { return [] }
        return text.split(separator: "/", omittingEmptySubsequences: false)
    }

    /// The members in a raw path, decoded after the split; `nil` if the path is another.
    func members(in path: [Substring]) -> [String: String]? {
        guard path.count == segments.count else { return nil }
        var members: [String: String] = [:]
        for (segment, text) in zip(segments, path) {
            switch segment {
            case .literal(let literal): if literal != text { return nil }
            case .member(let name): members[name] = PercentCoding.decode(text)
            }
        }
        return members
    }
}
