// SPDX-License-Identifier: Apache-2.0

import SluiceWire

/// What several of Lambda's operations demand of members of the same name.
extension Constraints {
    /// The name of an alias.
    mutating func check(alias name: String) {
        check(name, at: "name", pattern: "(?!^[0-9]+$)([a-zA-Z0-9-_]+)") {
            $0.isWord() && !$0.isDigits
        }
        check(name, at: "name", lengthMax: 128)
    }

    /// A version's number, or `$LATEST`.
    mutating func check(functionVersion version: String?) {
        check(
            version,
            at: "functionVersion",
            pattern: #"(\$LATEST(\.PUBLISHED)?|[0-9]+)"#
        ) { $0 == "$LATEST" || $0 == "$LATEST.PUBLISHED" || $0.isDigits }
        check(version, at: "functionVersion", lengthMax: 1024)
    }

    /// The id of a statement in a policy.
    mutating func check(statementId: String, others: String = "-_") {
        let pattern = others == "-_" ? "([a-zA-Z0-9-_]+)" : "([a-zA-Z0-9-_.]+)"
        check(statementId, at: "statementId", pattern: pattern) { $0.isWord(allowing: others) }
        check(statementId, at: "statementId", lengthMax: 100)
    }

    /// The ARN of signing rules.
    mutating func check(codeSigningConfigArn arn: String?) {
        check(
            arn,
            at: "codeSigningConfigArn",
            pattern:
                #"arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-"#
                + #"\d{1}:\d{12}:code-signing-config:csc-[a-z0-9]{17}"#,
            Self.isSigningRules
        )
        check(arn, at: "codeSigningConfigArn", lengthMax: 200)
    }

    private static func isSigningRules(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == "arn", parts[1].isEmpty || parts[1].hasPrefix("aws"),
            parts[2] == "lambda", parts[3].isWord(allowing: "-"), parts[4].count == 12,
            parts[4].isDigits, parts[5] == "code-signing-config", parts[6].hasPrefix("csc-")
        else { return false }
        let id = parts[6].dropFirst(4)
        return id.count == 17 && id.isWord(allowing: "") && id == id.lowercased()
    }

    /// Who may sign, and what becomes of the rest.
    mutating func check(publishers: AllowedPublishers?, policies: CodeSigningPolicies?) {
        let member = "allowedPublishers.signingProfileVersionArns"
        if let arns = publishers?.signingProfileVersionArns {
            let shown = "[\(arns.joined(separator: ", "))]"
            if arns.isEmpty {
                fault(shown, at: member, "Member must have length greater than or equal to 1")
            }
            if arns.count > 20 {
                fault(shown, at: member, "Member must have length less than or equal to 20")
            }
            check(
                list: arns,
                at: member,
                constraint: "Member must satisfy regular expression pattern: arn:(aws[a-zA-Z0-9-]*)"
                    + #":([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?"#
                    + #":(\d{12})?:(.*), Member must not be null"#
            ) { $0.hasPrefix("arn:aws") && $0.split(separator: ":").count >= 4 }
        }
        check(
            policies?.untrustedArtifactOnDeployment,
            at: "codeSigningPolicies.untrustedArtifactOnDeployment",
            oneOf: ["Warn", "Enforce"]
        )
    }

    /// Which pages may read what a function's address answers.
    mutating func check(cors: CORSRules?) {
        guard let cors else { return }
        check(cors.maxAge, at: "cors.maxAge", in: 0...86_400)
        check(texts: cors.allowHeaders, at: "cors.allowHeaders", lengths: 0...1024, count: 100)
        check(texts: cors.exposeHeaders, at: "cors.exposeHeaders", lengths: 0...1024, count: 100)
        check(texts: cors.allowMethods, at: "cors.allowMethods", lengths: 0...6, count: 6)
        check(texts: cors.allowOrigins, at: "cors.allowOrigins", lengths: 1...253, count: 100)
    }

    private mutating func check(
        texts: [String]?,
        at member: String,
        lengths: ClosedRange<Int>,
        count: Int
    ) {
        guard let texts else { return }
        if texts.count > count {
            let shown = "[\(texts.joined(separator: ", "))]"
            fault(shown, at: member, "Member must have length less than or equal to \(count)")
        }
        check(
            list: texts,
            at: member,
            constraint:
                "Member must have length less than or equal to \(lengths.upperBound), Member "
                + "must have length greater than or equal to \(lengths.lowerBound), Member must "
                + "satisfy regular expression pattern: .*, Member must not be null"
        ) { lengths.contains($0.utf8.count) }
    }

    /// Where in S3 a package lies.
    mutating func check(
        bucket: String?,
        key: String?,
        version: String?,
        under parent: String = ""
    ) {
        check(
            bucket,
            at: parent + "s3Bucket",
            pattern: #"[0-9A-Za-z\.\-_]*(?<!\.)"#
        ) { $0.isEmpty || ($0.isWord(allowing: ".-_") && !$0.hasSuffix(".")) }
        check(length: bucket, at: parent + "s3Bucket", in: 3...63)
        check(length: key, at: parent + "s3Key", in: 1...1024)
        check(length: version, at: parent + "s3ObjectVersion", in: 1...1024)
    }

    private mutating func check(length text: String?, at member: String, in range: ClosedRange<Int>)
    {
        guard let text else { return }
        if text.utf8.count < range.lowerBound {
            fault(
                text,
                at: member,
                "Member must have length greater than or equal to \(range.lowerBound)"
            )
        }
        check(text, at: member, lengthMax: range.upperBound)
    }
}
