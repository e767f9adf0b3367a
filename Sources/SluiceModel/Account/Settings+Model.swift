// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension GetFunctionCodeSigningConfig: ModelOperation {
    /// No function has signing rules here; Terraform asks on every refresh.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .read, in: model)
        _ = try model.function(reference)
        return Output()
    }
}

extension GetFunctionRecursionConfig: ModelOperation {
    /// Every function has Lambda's default.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let reference = try FunctionReference(functionName, form: .read, in: model)
        _ = try model.function(reference)
        return Output(recursiveLoop: "Terminate")
    }
}

extension GetRuntimeManagementConfig: ModelOperation {
    /// Every version has Lambda's default.
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
        let version = try model.version(reference).version.version
        let arn = model.arn(reference.function, version.name)
        return Output(updateRuntimeOn: "Auto", functionArn: arn.description)
    }
}

extension GetPolicy: ModelOperation {
    /// No function has a resource policy here.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        _ = try FunctionReference(functionName, qualifier: qualifier, form: .read, in: model)
        throw .notFound("The resource you requested does not exist.")
    }
}
