// SPDX-License-Identifier: Apache-2.0
import Yams

/// One pass over a project file: it collects every problem instead of stopping at the first.
struct Reading {
    /// The file as diagnostics name it.
    let file: String
    /// What was found so far.
    private(set) var diagnostics: [Diagnostic] = []
    private var nodes = 0

    init(file: String) { self.file = file }

    mutating func complain(
        _ message: String,
        at place: Place,
        suggestion: String? = nil,
        kind: Diagnostic.Kind = .mistake
    ) {
        let diagnostic = Diagnostic(
            kind: kind,
            message: message,
            file: file,
            line: place.line > 0 ? place.line : nil,
            column: place.line > 0 ? place.column : nil,
            suggestion: suggestion
        )
        guard diagnostics.count < Limits.diagnosticsMax, !diagnostics.contains(diagnostic) else {
            return
        }
        diagnostics.append(diagnostic)
    }

    /// Says that something is of the wrong type.
    mutating func complain(_ what: String, mustBe wanted: String, found node: Node) {
        complain("\(what) must be \(wanted), not \(Self.words(for: node))", at: Place(node))
    }

    /// Says that something is named in the documentation and not yet there.
    mutating func refuse(_ what: String, at place: Place) {
        complain("\(what) is not supported by this version of sluice", at: place)
    }

    /// Counts a node that is looked at; `false` when there were too many.
    mutating func count(_ node: Node) -> Bool {
        nodes += 1
        if nodes == Limits.nodesMax {
            complain("the file means more than \(Limits.nodesMax) values", at: Place(node))
        }
        return nodes < Limits.nodesMax
    }

    /// The problems in the order of the file.
    var sorted: [Diagnostic] {
        diagnostics.enumerated().sorted {
            ($0.element.line ?? 0, $0.element.column ?? 0, $0.offset)
                < ($1.element.line ?? 0, $1.element.column ?? 0, $1.offset)
        }.map(\.element)
    }

    private static func words(for node: Node) -> String {
        switch node {
        case .scalar(let scalar):
            scalar.string.isEmpty && scalar.style == .plain ? "nothing" : "'\(scalar.string)'"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
