// SPDX-License-Identifier: Apache-2.0

/// What lookups are resolved from.
struct Scope {
    var environment: String
    var account: String?
    var region: String?
    var variables: [String: String]
    var directory: String
}

extension Reading {
    /// A template's text, or `nil` after a complaint about what is not known.
    mutating func resolve(_ template: Located<Template>, in scope: Scope) -> Located<String>? {
        var text = ""
        var isWhole = true
        for piece in template.value.pieces {
            if let part = resolve(piece, at: template.place, in: scope) {
                text += part
            } else {
                isWhole = false
            }
        }
        return isWhole ? Located(value: text, place: template.place) : nil
    }

    private mutating func resolve(
        _ piece: Template.Piece,
        at place: Place,
        in scope: Scope
    ) -> String? {
        switch piece {
        case .text(let text): return text
        case .environment: return scope.environment
        case .account:
            if scope.account == nil {
                let hint = "say 'account' in environment \(scope.environment)"
                complain("'${account}' is not known: \(hint)", at: place)
            }
            return scope.account
        case .region:
            if scope.region == nil {
                let hint = "say 'regions' in environment \(scope.environment), or --region"
                complain("'${region}' is not known: \(hint)", at: place)
            }
            return scope.region
        case .variable(let name):
            if scope.variables[name] == nil {
                complain("the environment variable \(name) is not set", at: place)
            }
            return scope.variables[name]
        case .file(let path): return contents(of: path, at: place, in: scope)
        }
    }

    private mutating func contents(of path: String, at place: Place, in scope: Scope) -> String? {
        do throws(Files.Failure) {
            let whole = Files.path(path, from: scope.directory)
            let bytes = try Files.read(whole, max: Limits.lookupBytesMax)
            let text = String(decoding: bytes, as: UTF8.self)
            // Editors end files with a line break that nobody means.
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        } catch {
            complain("the file \(path) cannot be read: \(error.reason)", at: place)
            return nil
        }
    }
}
