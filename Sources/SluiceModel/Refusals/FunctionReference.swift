// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

/// What a request names: a function, and perhaps a version or an alias of it.
public struct FunctionReference: Hashable, Sendable {
    /// Which of Lambda's two name patterns an operation has.
    public enum Form: Sendable {
        /// Creating, changing, deleting.
        case write
        /// Reading and invoking: a dot is allowed, and more characters.
        case read

        var pattern: String {
            let head =
                #"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-"#
                + #"[a-z]+-\d{1}:)?(\d{12}:)?(function:)?"#
            return switch self {
            case .write: head + #"([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?"#
            case .read:
                head + #"([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"#
            }
        }

        var lengthMax: Int { self == .write ? 140 : 170 }
        var others: String { self == .write ? "-_" : "-_." }
    }

    static let qualifierPattern = #"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+"#

    /// The bare name.
    public let function: String
    /// The version or alias, from the name or from `Qualifier`.
    public let qualifier: String?
    /// The ARN as asked, with the qualifier if one was given.
    public let arn: FunctionARN

    /// The version that the qualifier names, if it is no alias; `$LATEST` without one.
    public var version: Version? { Version(qualifier ?? "$LATEST") }

    /// Reads a name, an ARN or a part of one, in the order of Lambda's own checks: account, region,
    /// pattern and length, then whether two qualifiers agree.
    public init(
        _ text: String,
        qualifier: String? = nil,
        form: Form,
        in model: LambdaModel
    ) throws(AWSFailure) {
        let parts = Parts(text, form: form)
        if let account = parts?.account, account != model.account { throw .otherAccount }
        if let region = parts?.region, region != model.region {
            throw .notFound(
                "Functions from '\(region)' are not reachable in this region ('\(model.region)')"
            )
        }
        var constraints = Constraints()
        constraints.check(text, at: "functionName", pattern: form.pattern) { _ in parts != nil }
        constraints.check(text, at: "functionName", lengthMax: form.lengthMax)
        constraints.check(qualifier, at: "qualifier", pattern: Self.qualifierPattern) {
            $0.isWord(allowing: "-_$") || $0 == "$LATEST.PUBLISHED"
        }
        constraints.check(qualifier, at: "qualifier", lengthMax: 128)
        try constraints.enforce()
        guard let parts else { throw .validation([]) }
        if let derived = parts.qualifier, let qualifier, derived != qualifier {
            throw .invalidParameter(
                "The derived qualifier from the function name does not match the specified qualifier."
            )
        }
        function = parts.name
        self.qualifier = parts.qualifier ?? qualifier
        arn = model.arn(parts.name, parts.qualifier ?? qualifier)
    }

    /// The pieces of a name that fits the pattern.
    private struct Parts {
        var region: String?
        var account: String?
        var name: String
        var qualifier: String?

        init?(_ text: String, form: Form) {
            var rest = text.split(separator: ":", omittingEmptySubsequences: false)[...]
            if rest.first == "arn" {
                rest = rest.dropFirst()
                guard let partition = rest.popFirst(), rest.popFirst() == "lambda",
                    partition.isEmpty || partition.hasPrefix("aws")
                else { return nil }
            }
            if rest.count > 1, let first = rest.first, Self.isRegion(first) {
                region = String(first)
                rest = rest.dropFirst()
            }
            if rest.count > 1, let first = rest.first, first.count == 12, first.isDigits {
                account = String(first)
                rest = rest.dropFirst()
            }
            if rest.count > 1, rest.first == "function" { rest = rest.dropFirst() }
            guard (1...2).contains(rest.count), let name = rest.popFirst(),
                name.isWord(allowing: form.others)
            else { return nil }
            self.name = String(name)
            guard let last = rest.popFirst() else { return }
            guard last == "$LATEST" || last.isWord() else { return nil }
            qualifier = String(last)
        }

        private static func isRegion(_ text: Substring) -> Bool {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard (3...4).contains(parts.count), parts[0].count == 2 || parts[0] == "eusc",
                let number = parts.last, number.count == 1, number.isDigits
            else { return false }
            return parts.dropLast().allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) }
            }
        }
    }
}
