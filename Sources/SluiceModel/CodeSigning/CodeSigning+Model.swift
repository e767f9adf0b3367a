// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension CreateCodeSigningConfig: ModelOperation {
    /// Keeps signing rules.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var constraints = Constraints()
        constraints.check(description, at: "description", lengthMax: 256)
        constraints.check(publishers: allowedPublishers, policies: codeSigningPolicies)
        try constraints.enforce()
        let id = "csc-\(call.chance.word(of: 17))"
        let record = CodeSigningRecord(
            id: id,
            arn: "arn:aws:lambda:\(model.region):\(model.account):code-signing-config:\(id)",
            description: description ?? "",
            publishers: allowedPublishers,
            policies: codeSigningPolicies
                ?? CodeSigningPolicies(untrustedArtifactOnDeployment: "Warn"),
            tags: tags ?? [:],
            changedAt: call.now
        )
        model.commit(.codeSigning(record))
        return Output(codeSigningConfig: record.answer)
    }
}

extension GetCodeSigningConfig: ModelOperation {
    /// Reads signing rules.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        Output(codeSigningConfig: try model.rules(codeSigningConfigArn).answer)
    }
}

extension UpdateCodeSigningConfig: ModelOperation {
    /// Changes signing rules.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var constraints = Constraints()
        constraints.check(description, at: "description", lengthMax: 256)
        constraints.check(publishers: allowedPublishers, policies: codeSigningPolicies)
        try constraints.enforce()
        var record = try model.rules(codeSigningConfigArn)
        record.description = description ?? record.description
        record.publishers = allowedPublishers ?? record.publishers
        record.policies = codeSigningPolicies ?? record.policies
        record.changedAt = call.now
        model.commit(.codeSigning(record))
        return Output(codeSigningConfig: record.answer)
    }
}

extension DeleteCodeSigningConfig: ModelOperation {
    /// Deletes signing rules.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let arn = try model.rules(codeSigningConfigArn).arn
        if model.functions.values.contains(where: { $0.head.attachments.codeSigningARN == arn }) {
            throw .conflict(
                "Code signing configuration cannot be deleted because it is referenced by one or "
                    + "more functions."
            )
        }
        model.commit(.codeSigningRemoved(arn))
        return EmptyAnswer()
    }
}

extension ListCodeSigningConfigs: ModelOperation {
    /// Lists signing rules.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let all = model.codeSigning.values.sorted { $0.arn < $1.arn }
        let page = try Page(all, marker: marker, asked: maxItems, max: Limits.pageItemsMax)
        return Output(
            nextMarker: page.nextMarker,
            codeSigningConfigs: page.items.map(\.answer)
        )
    }
}

extension ListFunctionsByCodeSigningConfig: ModelOperation {
    /// Lists the functions that have certain rules.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let arn = try model.rules(codeSigningConfigArn).arn
        let all = model.functions.values.filter { $0.head.attachments.codeSigningARN == arn }
            .map { model.arn($0.head.name).description }.sorted()
        let page = try Page(all, marker: marker, asked: maxItems, max: Limits.pageItemsMax)
        return Output(nextMarker: page.nextMarker, functionArns: page.items)
    }
}

extension PutFunctionCodeSigningConfig: ModelOperation {
    /// Gives a function rules.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        try requireRules(codeSigningConfigArn, in: model)
        let head = try model.function(reference).head
        let arn = codeSigningConfigArn
        model.change(head) { $0.codeSigningARN = arn }
        return Output(codeSigningConfigArn: arn, functionName: head.name)
    }
}

extension DeleteFunctionCodeSigningConfig: ModelOperation {
    /// Takes the rules from a function.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        let head = try model.function(reference).head
        if head.attachments.codeSigningARN != nil {
            model.change(head) { $0.codeSigningARN = nil }
        }
        return EmptyAnswer()
    }
}

extension GetFunctionCodeSigningConfig: ModelOperation {
    /// Reads a function's rules; without any the answer is empty, which Terraform counts on.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .read, in: model)
        let head = try model.function(reference).head
        guard let arn = head.attachments.codeSigningARN else { return Output() }
        return Output(codeSigningConfigArn: arn, functionName: head.name)
    }
}

/// Refuses rules that do not exist, in the words that a function's request gets.
func requireRules(_ arn: String, in model: LambdaModel) throws(AWSFailure) {
    var constraints = Constraints()
    constraints.check(codeSigningConfigArn: arn)
    try constraints.enforce()
    guard model.codeSigning[arn] == nil else { return }
    throw AWSFailure(
        code: "CodeSigningConfigNotFoundException",
        message: "The code signing configuration cannot be found. Check that the provided "
            + "configuration is not deleted: \(arn).",
        status: 404
    )
}

extension LambdaModel {
    /// The rules of this ARN.
    fileprivate func rules(_ arn: String) throws(AWSFailure) -> CodeSigningRecord {
        var constraints = Constraints()
        constraints.check(codeSigningConfigArn: arn)
        try constraints.enforce()
        guard let record = codeSigning[arn] else {
            var failure = AWSFailure.notFound(
                "The Lambda code signing configuration \(arn) can not be found."
            )
            failure.isUntyped = true
            throw failure
        }
        return record
    }
}
