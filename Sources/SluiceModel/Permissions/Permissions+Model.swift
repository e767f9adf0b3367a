// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension AddPermission: ModelOperation {
    /// Adds a statement to the policy of a function, version or alias.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .read,
            in: model
        )
        try check()
        let head = try model.policyOwner(reference)
        if reference.qualifier == "$LATEST" {
            throw .invalidParameter("We currently do not support adding policies for $LATEST.")
        }
        guard PolicyStatement.isPrincipal(principal) else {
            throw .invalidParameter(
                "The provided principal was invalid. Please check the principal and try again."
            )
        }
        let key = reference.qualifier ?? ""
        let present = head.attachments.policies[key]
        try model.requirePolicyRevision(revisionId, present)
        var policy = present ?? PolicyRecord(revisionID: "")
        let statement = statement(on: reference.arn)
        try policy.add(statement)
        policy.revisionID = call.chance.uuid()
        model.change(head) { $0.policies[key] = policy }
        return Output(statement: WireJSON.text(of: statement.value))
    }

    private func check() throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(statementId: statementId)
        constraints.check(
            action,
            at: "action",
            pattern: "(lambda:[*]|lambda:[a-zA-Z]+|[*])"
        ) { text in
            text == "*" || text == "lambda:*"
                || (text.hasPrefix("lambda:") && text.dropFirst(7).isWord(allowing: ""))
        }
        constraints.check(principal, at: "principal", pattern: #"[^\s]+"#) { text in
            !text.isEmpty && !text.contains(where: \.isWhitespace)
        }
        constraints.check(
            sourceArn,
            at: "sourceArn",
            pattern: #"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso"#
                + #"([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)"#
        ) { text in
            let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            return parts.count == 6 && parts[0] == "arn" && parts[1].hasPrefix("aws")
                && parts[2].isWord(allowing: "-")
                && (parts[3].isEmpty || parts[3].isWord(allowing: "-"))
                && (parts[4].isEmpty || (parts[4].isDigits && parts[4].count == 12))
        }
        constraints.check(sourceAccount, at: "sourceAccount", pattern: #"\d{12}"#) {
            $0.isDigits && $0.count == 12
        }
        constraints.check(principalOrgID, at: "principalOrgID", pattern: "^o-[a-z0-9]{10,32}$") {
            $0.hasPrefix("o-") && (12...34).contains($0.count)
                && $0.utf8.dropFirst(2).allSatisfy {
                    (48...57).contains($0) || (97...122).contains($0)
                }
        }
        constraints.check(
            eventSourceToken,
            at: "eventSourceToken",
            pattern: #"[a-zA-Z0-9._\-]+"#
        ) { $0.isWord(allowing: "._-") }
        constraints.check(eventSourceToken, at: "eventSourceToken", lengthMax: 256)
        constraints.check(
            functionUrlAuthType,
            at: "functionUrlAuthType",
            oneOf: ["NONE", "AWS_IAM"]
        )
        try constraints.enforce()
    }

    private func statement(on arn: FunctionARN) -> PolicyStatement {
        var equals: [String: String] = [:]
        equals["AWS:SourceAccount"] = sourceAccount
        equals["lambda:FunctionUrlAuthType"] = functionUrlAuthType
        equals["aws:PrincipalOrgID"] = principalOrgID
        equals["lambda:EventSourceToken"] = eventSourceToken
        var conditions: [String: [String: String]] = [:]
        if !equals.isEmpty { conditions["StringEquals"] = equals }
        if let sourceArn { conditions["ArnLike"] = ["AWS:SourceArn": sourceArn] }
        if invokedViaFunctionUrl == true {
            conditions["Bool"] = ["lambda:InvokedViaFunctionUrl": "true"]
        }
        return PolicyStatement(
            sid: statementId,
            principal: principal,
            action: action,
            resource: arn.description,
            conditions: conditions
        )
    }
}

extension RemovePermission: ModelOperation {
    /// Takes a statement out; the last one takes the policy with it.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .read,
            in: model
        )
        var constraints = Constraints()
        constraints.check(statementId: statementId, others: "-_.")
        try constraints.enforce()
        guard let head = model.functions[reference.function]?.head else {
            throw .notFound("No policy found for: \(reference.arn)")
        }
        let key = reference.qualifier ?? ""
        guard var policy = head.attachments.policies[key] else {
            throw .notFound("No policy is associated with the given resource.")
        }
        try policy.remove(statementId)
        try model.requirePolicyRevision(revisionId, head.attachments.policies[key])
        policy.revisionID = call.chance.uuid()
        model.change(head) { $0.policies[key] = policy.statements.isEmpty ? nil : policy }
        return EmptyAnswer()
    }
}

extension GetPolicy: ModelOperation {
    /// Reads the policy of a function, version or alias.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .read,
            in: model
        )
        let head = model.functions[reference.function]?.head
        guard let policy = head?.attachments.policies[reference.qualifier ?? ""] else {
            throw .noResource
        }
        return Output(policy: policy.text, revisionId: policy.revisionID)
    }
}

extension LambdaModel {
    /// The head of the function whose part carries a policy, once the part is known to exist.
    fileprivate func policyOwner(_ reference: FunctionReference) throws(AWSFailure) -> FunctionHead
    {
        guard let function = functions[reference.function] else {
            throw .functionNotFound(reference.arn)
        }
        guard let qualifier = reference.qualifier else { return function.head }
        if let version = Version(qualifier) {
            guard function.record(of: version) != nil else {
                throw .functionNotFound(reference.arn)
            }
        } else if function.aliases[qualifier] == nil {
            // What cannot be an alias's name is not looked for among them.
            guard qualifier.isWord() else { throw .functionNotFound(reference.arn) }
            throw .notFound("Cannot find alias arn: \(reference.arn)")
        }
        return function.head
    }

    fileprivate func requirePolicyRevision(
        _ asked: String?,
        _ policy: PolicyRecord?
    ) throws(AWSFailure) {
        if let asked, asked != policy?.revisionID { throw .revisionMismatch(of: "GetPolicy") }
    }
}
