// SPDX-License-Identifier: Apache-2.0
import Yams

/// A text with lookups in it: `orders-${environment}`.
struct Template: Hashable, Sendable {
    /// A piece of the text.
    enum Piece: Hashable, Sendable {
        /// As it stands.
        case text(String)
        /// `${environment}`.
        case environment
        /// `${account}`.
        case account
        /// `${region}`.
        case region
        /// `${env:NAME}`, a variable of the process's own environment.
        case variable(String)
        /// `${file:PATH}`, the text of a file beside the project file.
        case file(String)
    }

    /// Why a text is no template.
    enum Fault: Error, Hashable, Sendable {
        /// A `${` without its `}`.
        case unclosed
        /// A lookup that nobody knows.
        case unknown(String)
        /// A lookup that is known and not there.
        case unsupported(String)
    }

    var pieces: [Piece]

    /// Reads `$${` as a plain `${`.
    init(_ text: String) throws(Fault) {
        pieces = []
        var rest = text[...]
        var plain = ""
        while let dollar = rest.firstRange(of: "${") {
            plain += rest[..<dollar.lowerBound]
            rest = rest[dollar.upperBound...]
            if plain.hasSuffix("$") {
                plain += "{"
                continue
            }
            guard let end = rest.firstIndex(of: "}") else { throw .unclosed }
            if !plain.isEmpty { pieces.append(.text(plain)) }
            plain = ""
            pieces.append(try Self.lookup(String(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        }
        plain += rest
        if !plain.isEmpty || pieces.isEmpty { pieces.append(.text(plain)) }
    }

    /// The text, when there is no lookup in it.
    var plain: String? {
        if case .text(let text) = pieces[0], pieces.count == 1 { text } else { nil }
    }

    /// Whether a value came from outside the project file and so may be a secret.
    var isSecret: Bool {
        pieces.contains {
            switch $0 {
            case .variable, .file: true
            default: false
            }
        }
    }

    private static func lookup(_ name: String) throws(Fault) -> Piece {
        switch name {
        case "environment": return .environment
        case "account": return .account
        case "region": return .region
        default: break
        }
        guard let colon = name.firstIndex(of: ":") else { throw .unknown(name) }
        let argument = String(name[name.index(after: colon)...])
        guard !argument.isEmpty else { throw .unknown(name) }
        switch name[..<colon] {
        case "env": return .variable(argument)
        case "file": return .file(argument)
        case "ssm", "secretsmanager": throw .unsupported(name)
        default: throw .unknown(name)
        }
    }
}

extension Reading {
    /// A text in which lookups may stand; faults in them are reported here, once.
    mutating func template(_ node: Node, _ what: String) -> Located<Template>? {
        guard let text = text(node, what) else { return nil }
        return template(text, what)
    }

    /// The same for a text that was read already.
    mutating func template(_ text: Located<String>, _ what: String) -> Located<Template>? {
        do throws(Template.Fault) {
            return Located(value: try Template(text.value), place: text.place)
        } catch {
            switch error {
            case .unclosed: complain("\(what) has a '${' without its '}'", at: text.place)
            case .unsupported(let name): refuse("the lookup '${\(name)}'", at: text.place)
            case .unknown(let name):
                let known = ["environment", "account", "region", "env:", "file:"]
                complain(
                    "\(what) has an unknown lookup '${\(name)}'",
                    at: text.place,
                    suggestion: Nearest.name(to: name, among: known).map {
                        $0.hasSuffix(":") ? "${\($0)…}" : "${\($0)}"
                    }
                )
            }
            return nil
        }
    }
}
