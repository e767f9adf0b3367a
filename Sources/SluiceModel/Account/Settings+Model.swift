// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension PutFunctionRecursionConfig: ModelOperation {
    /// Keeps what is to happen in a loop.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        var constraints = Constraints()
        constraints.check(recursiveLoop, at: "recursiveLoop", oneOf: ["Terminate", "Allow"])
        try constraints.enforce()
        let head = try model.function(reference).head
        let loop = recursiveLoop
        model.change(head) { $0.recursiveLoop = loop }
        return Output(recursiveLoop: loop)
    }
}

extension GetFunctionRecursionConfig: ModelOperation {
    /// Reads what is to happen in a loop.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .write, in: model)
        let head = try model.function(reference).head
        return Output(recursiveLoop: head.attachments.recursiveLoop ?? "Terminate")
    }
}

extension GetRuntimeManagementConfig: ModelOperation {
    /// Reads when a version's runtime is updated.
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
        let (function, record) = try model.version(reference)
        let name = record.version.name
        let rule = function.head.attachments.runtimeRules[name]
        return Output(
            updateRuntimeOn: rule?.updateOn ?? "Auto",
            runtimeVersionArn: rule?.runtimeARN,
            functionArn: model.arn(reference.function, name).description
        )
    }
}

extension PutRuntimeManagementConfig: ModelOperation {
    /// Keeps when a version's runtime is to be updated.
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
        var constraints = Constraints()
        constraints.check(
            updateRuntimeOn,
            at: "updateRuntimeOn",
            oneOf: ["Auto", "Manual", "FunctionUpdate"]
        )
        constraints.check(
            runtimeVersionArn,
            at: "runtimeVersionArn",
            pattern: #"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-"#
                + #"\d{1}::runtime:.+"#
        ) { text in
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            return parts.count >= 7 && parts[0] == "arn" && parts[1].hasPrefix("aws")
                && parts[2] == "lambda" && parts[3].isWord(allowing: "-") && parts[4].isEmpty
                && parts[5] == "runtime" && !parts[6].isEmpty
        }
        constraints.check(runtimeVersionArn, at: "runtimeVersionArn", lengthMax: 2048)
        try constraints.enforce()
        if updateRuntimeOn == "Manual", runtimeVersionArn == nil {
            throw .invalidParameter(
                "RuntimeVersionArn must be provided when UpdateRuntimeOn is Manual."
            )
        }
        let (function, record) = try model.version(reference)
        let name = record.version.name
        let rule = RuntimeRule(
            updateOn: updateRuntimeOn,
            runtimeARN: updateRuntimeOn == "Manual" ? runtimeVersionArn : nil
        )
        model.change(function.head) { $0.runtimeRules[name] = rule }
        return Output(
            updateRuntimeOn: rule.updateOn,
            functionArn: model.arn(reference.function, name).description,
            runtimeVersionArn: rule.runtimeARN
        )
    }
}
