// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// What carries tags: a function, a mapping or signing rules.
enum Tagged {
    case function(FunctionRecord)
    case mapping(MappingRecord)
    case codeSigning(CodeSigningRecord)

    private static let pattern =
        #"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:"#
        + #"(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|"#
        + #"code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-"#
        + #"[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|"#
        + #"capacity-provider:[a-zA-Z0-9-_]+)"#

    /// Finds what an ARN names.
    ///
    /// - Throws: Lambda's refusal when it names nothing, or what cannot have tags.
    init(_ resource: String, in model: LambdaModel) throws(AWSFailure) {
        let parts = resource.split(separator: ":", omittingEmptySubsequences: false)
        var constraints = Constraints()
        constraints.check(resource, at: "resource", pattern: Self.pattern) { _ in
            Self.isTaggable(parts)
        }
        try constraints.enforce()
        switch parts[5] {
        case "function": self = .function(try Self.function(resource, in: model))
        case "event-source-mapping":
            guard let record = model.mappings[String(parts[6])] else {
                throw .notFound("Event source mapping not found: \(resource)")
            }
            self = .mapping(record)
        case "code-signing-config":
            guard let record = model.codeSigning[resource] else {
                throw .notFound("Code signing config not found: \(resource)")
            }
            self = .codeSigning(record)
        case "capacity-provider":
            throw .notFound("Capacity provider not found: \(resource)")
        default: throw .notFound("Layer not found: \(resource)")
        }
    }

    private static func isTaggable(_ parts: [Substring]) -> Bool {
        guard (7...8).contains(parts.count), parts[0] == "arn", parts[1].hasPrefix("aws"),
            parts[2] == "lambda", parts[3].isWord(allowing: "-"), parts[4].count == 12,
            parts[4].isDigits
        else { return false }
        if parts[5] == "function" {
            return parts[6].isWord()
                && (parts.count == 7 || parts[7] == "$LATEST" || parts[7].isWord())
        }
        guard parts.count == 7 else { return false }
        return switch parts[5] {
        case "layer", "capacity-provider": parts[6].isWord()
        case "code-signing-config":
            parts[6].hasPrefix("csc-") && parts[6].count == 21
                && parts[6].dropFirst(4).isWord(allowing: "")
        case "event-source-mapping": isUUID(parts[6])
        default: false
        }
    }

    private static func isUUID(_ text: Substring) -> Bool {
        text.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
            == [8, 4, 4, 4, 12]
            && text.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || (48...57).contains(byte)
                    || (97...102).contains(byte | 32)
            }
    }

    private static func function(
        _ resource: String,
        in model: LambdaModel
    ) throws(AWSFailure) -> FunctionRecord {
        let reference = try FunctionReference(resource, form: .read, in: model)
        if reference.qualifier != nil {
            throw .invalidParameter(
                "Tags on function aliases and versions are not supported. Please specify a "
                    + "function ARN."
            )
        }
        return try model.function(reference)
    }

    /// Refuses keys that only AWS itself may set, and texts that are too long.
    ///
    /// Those of CloudFormation are taken, so that a function can be marked as a stack's.
    static func check(_ tags: [String: String]) throws(AWSFailure) {
        let keys = tags.keys.sorted()
        if let key = keys.first(where: {
            $0.lowercased().hasPrefix("aws:") && !$0.hasPrefix("aws:cloudformation:")
        }) {
            throw .invalidParameter(
                "The tag key '\(key)' is not valid: keys that begin with aws: are reserved."
            )
        }
        if keys.contains(where: { $0.isEmpty || $0.unicodeScalars.count > 128 }) {
            throw .invalidParameter("Tag keys must have a length between 1 and 128.")
        }
        if tags.values.contains(where: { $0.unicodeScalars.count > 256 }) {
            throw .invalidParameter("Tag values must have a length of at most 256.")
        }
    }

    /// The tags that it has.
    var tags: [String: String] {
        switch self {
        case .function(let function): function.head.tags
        case .mapping(let record): record.tags
        case .codeSigning(let record): record.tags
        }
    }

    /// Gives it other tags.
    func write(_ tags: [String: String], to model: inout LambdaModel, in call: inout Call) {
        switch self {
        case .function(let function):
            var (head, latest) = (function.head, function.latest)
            head.tags = tags
            latest.revisionID = call.chance.uuid()
            model.commit(.function(head))
            model.commit(.version(function: head.name, latest))
        case .mapping(var record):
            record.tags = tags
            model.commit(.mapping(record))
        case .codeSigning(var record):
            record.tags = tags
            model.commit(.codeSigning(record))
        }
    }
}
